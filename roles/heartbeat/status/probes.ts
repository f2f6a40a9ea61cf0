import type { Probe } from '../../../src/cluster/status/probe.ts';
import { sh } from '../../../src/core/sh.ts';
import { type LinkStatus, parseLinks } from '../cl-status.ts';
import { RIGHTLY_AT_WORK } from '../handover/at-work.ts';
import { linkName } from '../links.ts';
import { vars as schema } from '../vars.ts';

/** Said while LVSDirector goes on with what heartbeat has been told is done: until then two have the address, and rightly. */
const HANDS_OVER = 'hands over';

/** `cl_status rscstatus`, and whether LVSDirector is at work. */
export const resources: Probe<{ readonly running: boolean; readonly has: string; readonly handsOver: boolean }> = {
  id: 'heartbeat resources',
  ask: () => sh`cl_status hbstatus >/dev/null 2>&1 || exit
cl_status rscstatus 2>/dev/null || :
if ${RIGHTLY_AT_WORK}; then echo ${HANDS_OVER}; fi`,
  parse({ code, stdout }) {
    const said = stdout.split('\n').filter((line) => line !== '');
    const has = said.find((line) => line !== HANDS_OVER) ?? 'unknown';
    return { running: code === 0, has, handsOver: code === 0 && said.includes(HANDS_OVER) };
  },
};

/** Another director, as heartbeat sees it. */
export interface Peer {
  readonly node: string;
  readonly status: string;
}

export const peers: Probe<readonly Peer[]> = {
  id: 'heartbeat peers',
  ask: (node) => sh`for node in ${node.peers}; do echo "$node $(cl_status nodestatus "$node" 2>&1 | head -n 1)"; done`,
  parse: ({ stdout }) =>
    stdout.split('\n').flatMap((line) => {
      const [node = '', ...status] = line.trim().split(' ');
      return node === '' ? [] : [{ node, status: status.join(' ') || 'unknown' }];
    }),
};

export const links: Probe<readonly LinkStatus[]> = {
  id: 'heartbeat links',
  ask({ peers: nodes, vars }) {
    const read = schema.safeParse(vars);
    const names = read.success ? read.data.heartbeat.links.map(linkName) : [];
    return sh`for node in ${nodes}; do for link in ${names}; do
  echo "$node $link $(cl_status hblinkstatus "$node" "$link" 2>&1 | head -n 1)"
done; done`;
  },
  parse: ({ stdout }) => parseLinks(stdout),
};

const HARESOURCES = '/etc/ha.d/haresources';

/** Whether duties pass by LVSDirector, and the mode of authkeys: `600`. */
export const files: Probe<{ readonly passesByLvsDirector: boolean; readonly authkeys?: string }> = {
  id: 'heartbeat files',
  ask: () => sh`grep -sH . ${HARESOURCES}; stat -c 'authkeys:%a' /etc/ha.d/authkeys 2>/dev/null
:`,
  parse({ stdout }) {
    const [, authkeys] = /^authkeys:(\S+)$/m.exec(stdout) ?? [];
    const lines = stdout.split('\n').filter((line) => line.startsWith(`${HARESOURCES}:`));
    const duties = lines.map((line) => line.slice(HARESOURCES.length + 1).trim());
    return {
      passesByLvsDirector: duties.some((line) => !line.startsWith('#') && line.includes('LVSDirector')),
      ...(authkeys === undefined ? {} : { authkeys }),
    };
  },
};
