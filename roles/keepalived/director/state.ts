import { type Sh, sh } from '../../../src/core/sh.ts';
import { NOTIFY_PROGRAM } from '../paths.ts';

/** What umctl-notify says of its director. */
export interface DirectorState {
  /** Whether keepalived runs. */
  readonly runs: boolean;
  readonly active: boolean;
  /** The priority that keepalived has now. */
  readonly priority: number;
  /**
   * What is under way: `hold` (its table is filled), `held` (another director has the address, and is not heard), `ready` (it
   * waits for connections), `settle`, `yield`, `expire` (it is to be the next active director), `anew` (it is to be active in
   * another virtual router), `missing` (another director is), `watch` (one that is preferred may return), `fault` (an interface
   * or a script that keepalived tracks has failed); or `none`.
   */
  readonly phase: string;
}

/** Phases in which duties pass from one director to another. */
const PASSING = ['settle', 'yield', 'expire', 'anew'];

/** Whether it cannot be active just now. */
export const isUnfit = ({ phase }: DirectorState): boolean => phase === 'fault';

export const UNFIT =
  'it cannot be active: an interface or a script that keepalived tracks has failed (journalctl -u keepalived)';

export const isPassing = ({ phase }: DirectorState): boolean => PASSING.includes(phase);

/** Prints `state` and what umctl-notify says, and the same of each further group of addresses; nothing where there is none yet. */
export const askState: Sh = sh`[ ! -x ${NOTIFY_PROGRAM} ] || { echo state $(${NOTIFY_PROGRAM} state); ${NOTIFY_PROGRAM} groups 2>/dev/null || :; }`;

/** Prints `peer`, the name of another director, and whether it answers; a line each. */
export const askPeers: Sh = sh`[ ! -x ${NOTIFY_PROGRAM} ] || ${NOTIFY_PROGRAM} peers | sed 's/^/peer /'`;

/** Reads what {@link askState} prints, whatever else stands beside it. */
export function parseState(text: string): DirectorState | undefined {
  const [, runs, place, priority, phase = ''] =
    /^state (runs|stopped) (active|standby) (-?\d+) (\w+)$/m.exec(text) ?? [];
  if (runs === undefined) return undefined;
  return { runs: runs === 'runs', active: place === 'active', priority: Number(priority), phase };
}

/** The same of all groups of virtual addresses, the first of which is that of {@link parseState}. */
export function parseStates(text: string): readonly DirectorState[] {
  const first = parseState(text);
  const others = [...text.matchAll(/^group \S+ ((?:runs|stopped) .*)$/gm)].flatMap(
    ([, said = '']) => parseState(`state ${said}`) ?? [],
  );
  return first === undefined ? [] : [first, ...others];
}

/** Another director, as one sees it. */
export interface Peer {
  readonly node: string;
  readonly status: 'answers' | 'silent';
}

/** Reads what {@link askPeers} prints. */
export const parsePeers = (text: string): readonly Peer[] =>
  [...text.matchAll(/^peer (\S+) (answers|silent)$/gm)].map(([, node = '', status]) => ({
    node,
    status: status === 'answers' ? 'answers' : 'silent',
  }));

/** Succeeds while duties pass from or to the director. */
export const HANDS_OVER: Sh = sh`{ ${NOTIFY_PROGRAM} state; ${NOTIFY_PROGRAM} groups; } 2>/dev/null | grep -qE ' (settle|yield|expire|anew)$'`;
