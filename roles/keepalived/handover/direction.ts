import { LEVELS } from '../director/levels.ts';
import { type DirectorState, isPassing, isUnfit, UNFIT } from '../director/state.ts';

/** What of a director decides whether its table is in force, and what it and others know of connections. */
export interface Direction {
  readonly state: DirectorState | undefined;
  readonly backupOnly: string;
  /** As `ipvsadm -L --daemon` prints them. */
  readonly syncDaemons: readonly string[];
}

/** Why a director does not balance exactly while it has the virtual address, or others could not take over from it without loss. */
export function directionComplaint({ state, backupOnly, syncDaemons }: Direction): string | undefined {
  if (state === undefined) return 'umctl-notify is not there';
  if (!state.runs) return 'keepalived does not run';
  if (isPassing(state)) return 'a hand-over is under way';
  if (isUnfit(state)) return UNFIT;
  const runs = (daemon: string): boolean => syncDaemons.some((line) => line.startsWith(`${daemon} sync daemon`));
  const wrong = [
    ...(backupOnly === '1' ? [] : [`net.ipv4.vs.backup_only is ${backupOnly || 'not there'}, wanted 1`]),
    ...(state.active ? active(state, runs) : standby(state, runs)),
  ];
  return wrong.length === 0 ? undefined : wrong.join('; ');
}

/** The same where directors are active each for addresses of its own: all tables are in force, and all tell and hear of connections. */
export function directionsComplaint({
  states,
  backupOnly,
  syncDaemons,
}: Omit<Direction, 'state'> & { readonly states: readonly DirectorState[] }): string | undefined {
  const [first] = states;
  if (first === undefined) return 'umctl-notify is not there';
  if (!first.runs) return 'keepalived does not run';
  if (states.some(isPassing)) return 'a hand-over is under way';
  if (states.some(isUnfit)) return UNFIT;
  const runs = (daemon: string): boolean => syncDaemons.some((line) => line.startsWith(`${daemon} sync daemon`));
  const wrong = [
    ...(backupOnly === '0' ? [] : [`net.ipv4.vs.backup_only is ${backupOnly || 'not there'}, wanted 0`]),
    ...(runs('backup') ? [] : ['it does not hear of the connections of other directors (no sync daemon backup)']),
    ...(runs('master') ? [] : ['it does not tell of its connections (no sync daemon master)']),
    ...states.flatMap(({ active: isActive, priority, phase }) =>
      isActive
        ? priority >= LEVELS.active
          ? []
          : [`its priority is ${priority}, wanted ${LEVELS.active} while it is active`]
        : priority > LEVELS.unready
          ? []
          : [unready(phase)],
    ),
  ];
  return wrong.length === 0 ? undefined : [...new Set(wrong)].join('; ');
}

type Runs = (daemon: string) => boolean;

const active = ({ priority }: DirectorState, runs: Runs): readonly string[] => [
  ...(runs('backup') ? ['it has the virtual address, and the sync daemon backup runs: its table is not in force'] : []),
  ...(runs('master') ? [] : ['it does not tell of its connections (no sync daemon master)']),
  ...(priority >= LEVELS.active ? [] : [`its priority is ${priority}, wanted ${LEVELS.active} while it is active`]),
];

const standby = ({ priority, phase }: DirectorState, runs: Runs): readonly string[] => [
  ...(runs('backup') ? [] : ['it does not hear of the connections of the active director (no sync daemon backup)']),
  ...(runs('master') ? ['it is no active director, and the sync daemon master runs'] : []),
  ...(priority > LEVELS.unready ? [] : [unready(phase)]),
];

const unready = (phase: string): string =>
  phase === 'held'
    ? 'it is held back: another director has the virtual address by another stack, or does not have it among its peers'
    : 'it does not know the connections of the active director yet';
