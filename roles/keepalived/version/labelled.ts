import { type Sh, sh } from '../../../src/core/sh.ts';

/** Ports of TCP that an admin has given a label of SELinux's; `type` is `http` for http_port_t. */
export interface Labelled {
  readonly type: string;
  readonly from: number;
  readonly to: number;
}

/**
 * Ports that Red Hat's policy lets keepalived connect to, by their labels: as `semanage port -l` lists them, those of
 * snmp, mysqld, squid and the rest where all releases have them.
 */
const ALLOWED: Readonly<Record<string, readonly number[]>> = {
  http: [80, 81, 443, 488, 8008, 8009, 8443, 9000],
  smtp: [25, 465, 587],
  mysqld: [1186, 3306],
  squid: [3128],
  snmp: [161, 162, 199],
  agentx: [705],
  dns: [53],
};

export const mayConnect = (port: number, labelled: readonly Labelled[]): boolean =>
  Object.values(ALLOWED).some((ports) => ports.includes(port)) ||
  labelled.some(({ type, from, to }) => ALLOWED[type] !== undefined && from <= port && port <= to);

/** What an admin labelled is in the policy's store, whose place differs by release. */
export const askLabelled: Sh = sh`sed -n 's/^portcon tcp \\([0-9]*\\)\\( - \\)*\\([0-9]*\\) [^ ]*:\\([a-z]*\\)_port_t:.*/labelled \\4 \\1 \\3/p' /var/lib/selinux/*/active/ports.local /etc/selinux/*/active/ports.local 2>/dev/null || :`;

export const labelledIn = (stdout: string): readonly Labelled[] =>
  [...stdout.matchAll(/^labelled (\S+) (\d+) (\d*)$/gm)].map(([, type = '', from = '', to]) => ({
    type,
    from: Number(from),
    to: Number(to || from),
  }));
