import { IPVS } from '../../../src/cluster/ipvs/ask.ts';
import { askActive } from '../../../src/cluster/model/active.ts';
import type { Context } from '../../../src/cluster/model/role.ts';
import { SETTLES_WITHIN } from '../../../src/cluster/model/timing.ts';
import { type Check, check } from '../../../src/core/check.ts';
import { sh } from '../../../src/core/sh.ts';
import { AT_WORK } from './at-work.ts';
import type { HandoverVars } from './vars.ts';

/** What a director has to be so that the other can take its duties over, or it the other's. */
export const checks = ({ name, vars }: Context<HandoverVars>): readonly Check[] => [
  check(
    'balances only while it has the virtual address; connections are synchronised',
    name,
    sh`${IPVS}${askActive(vars)}; cat /proc/sys/net/ipv4/vs/backup_only /proc/sys/net/ipv4/vs/sloppy_tcp
ipvs -L --daemon; if ${AT_WORK}; then echo busy; fi`,
    ({ stdout, code, stderr }) => (code === 0 ? handoverComplaint(stdout) : stderr.trim() || 'IPVS cannot be asked'),
    { withinSeconds: SETTLES_WITHIN },
  ),
];

/** Reads `active` or `standby`, the kernel's two settings, its sync daemons, and `busy` during a hand-over. */
export function handoverComplaint(stdout: string): string | undefined {
  const [place = '', backupOnly = '', sloppy = '', ...rest] = stdout.trim().split('\n');
  const active = place === 'active';
  const runs = (daemon: string): boolean => rest.some((line) => line.startsWith(`${daemon} sync daemon`));
  const wrong = [
    ...(rest.includes('busy') ? ['a hand-over is under way'] : []),
    ...(backupOnly === (active ? '0' : '1') ? [] : [`it is ${place}, and net.ipv4.vs.backup_only is ${backupOnly}`]),
    ...(sloppy === '0' ? [] : [`net.ipv4.vs.sloppy_tcp is ${sloppy}`]),
    ...(runs('backup') ? [] : ['it does not hear of the connections of the other (no sync daemon backup)']),
    ...(runs('master') === active
      ? []
      : [active ? 'it does not tell of its connections (no sync daemon master)' : 'the sync daemon master runs']),
  ];
  return wrong.length === 0 ? undefined : wrong.join('; ');
}
