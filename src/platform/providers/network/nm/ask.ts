import { type Sh, sh } from '../../../../core/sh.ts';

/**
 * Asks NetworkManager, where it has run since the host came up: it makes itself a directory then. Its program takes longer to find
 * out that it does not run than all else that a host is asked takes.
 */
export const askNetworkManager = (...words: readonly string[]): Sh =>
  sh`{ [ -d /run/NetworkManager ] || [ -d /var/run/NetworkManager ]; } && nmcli -t -f ${words}`;
