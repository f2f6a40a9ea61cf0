import type { Answer } from '../../../src/cluster/status/answer.ts';
import { answerTo } from '../../../src/cluster/status/probe.ts';
import type { HostStatus } from '../../../src/cluster/status/shape.ts';
import type { LinkStatus } from '../cl-status.ts';
import { links, type Peer, peers, resources } from './probes.ts';

/** What heartbeat on a director says: the field `heartbeat` of `umctl status --json`. */
export interface HeartbeatView {
  readonly running: boolean;
  /** `cl_status rscstatus`: what it says it has of the resources; `transition` while they move. */
  readonly resources: string;
  /** LVSDirector is at work: for that moment two may have the address. */
  readonly handsOver?: true;
  /** The other directors, as it sees them. */
  readonly peers: readonly Peer[];
  readonly links: readonly LinkStatus[];
}

/** A heartbeat that does not run sees nobody. */
export function heartbeatView({ said }: Answer): HeartbeatView {
  const state = answerTo(said, resources);
  if (state?.running !== true) return { running: false, resources: 'none', peers: [], links: [] };
  return {
    running: true,
    resources: state.has,
    ...(state.handsOver ? { handsOver: true } : {}),
    peers: answerTo(said, peers) ?? [],
    links: answerTo(said, links) ?? [],
  };
}

/** The field as {@link heartbeatView} made it. */
export const shownView = (host: HostStatus): HeartbeatView | undefined =>
  host['heartbeat'] as HeartbeatView | undefined;
