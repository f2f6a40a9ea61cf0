import type { RemoteShell } from './become/shell.ts';
import { type Ending, type ExchangeOptions, exchange } from './exchange.ts';
import { CANNOT_UNPACK } from './framing/read-script.ts';
import type { SshLink } from './handshake.ts';

type Sent = Omit<ExchangeOptions, 'shell' | 'packs'>;

/** How an exchange ended, and in which shell. */
interface Exchanged {
  readonly ending: Ending;
  readonly shell: RemoteShell;
}

/**
 * Makes what exchanges scripts and answers over a link: packed, until the host says that it cannot unpack them. A script on a
 * terminal goes as it is.
 */
export function createPackedExchange(link: SshLink, shell: () => RemoteShell): (options: Sent) => Promise<Exchanged> {
  let canUnpack = true;
  const once = async (options: Sent, { packs }: { readonly packs: boolean }): Promise<Exchanged> => {
    const used = shell();
    return {
      ending: await exchange(link, { ...options, shell: used, packs: packs && used.terminal !== true }),
      shell: used,
    };
  };
  return async (options) => {
    const tried = await once(options, { packs: canUnpack });
    const { kind, why } = tried.ending;
    if (!canUnpack || kind !== 'not understood' || why !== `exit code ${CANNOT_UNPACK}`) return tried;
    canUnpack = false;
    return once(options, { packs: false });
  };
}
