import type { Answer } from '../../../src/cluster/status/answer.ts';
import { answerTo } from '../../../src/cluster/status/probe.ts';
import type { HostStatus } from '../../../src/cluster/status/shape.ts';
import { LEVELS } from '../director/levels.ts';
import { isPassing, isUnfit, type Peer } from '../director/state.ts';
import { peers, state } from './probes.ts';

/** What keepalived on a director is at: the field `keepalived` of `umctl status --json`. */
export interface KeepalivedView {
  readonly running: boolean;
  /**
   * `unready`: it has just been started, and does not know the connections yet; it takes over only where nobody else does.
   * `unfit`: an interface or a script that it tracks has failed, and it does not take over.
   */
  readonly state: 'active' | 'standby' | 'unready' | 'unfit' | 'none';
  readonly priority?: number;
  /** Duties pass from or to it: for that moment two may have the address. */
  readonly handsOver?: true;
  /** The other directors, as it sees them. */
  readonly peers: readonly Peer[];
}

export function keepalivedView({ said }: Answer): KeepalivedView {
  const all = answerTo(said, state) ?? [];
  // Where directors share the virtual addresses, what it is active for counts.
  const found = all.find(({ active }) => active) ?? all[0];
  if (found?.runs !== true) return { running: false, state: 'none', peers: [] };
  const { active, priority } = found;
  return {
    running: true,
    state: all.some(isUnfit) ? 'unfit' : active ? 'active' : priority > LEVELS.unready ? 'standby' : 'unready',
    priority,
    ...(all.some(isPassing) ? { handsOver: true } : {}),
    peers: answerTo(said, peers) ?? [],
  };
}

/** The field as {@link keepalivedView} made it. */
export const shownView = (host: HostStatus): KeepalivedView | undefined =>
  host['keepalived'] as KeepalivedView | undefined;
