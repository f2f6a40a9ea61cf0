import { holdsVirtualAddress, oldAddresses } from '../../src/cluster/model/holder.ts';
import type { Context } from '../../src/cluster/model/role.ts';
import { joinSh, type Sh, sh } from '../../src/core/sh.ts';
import { RIGHTLY_AT_WORK } from './handover/at-work.ts';
import type { HeartbeatVars } from './vars.ts';

/*
 * Who has the virtual address, as all directors were found, and what heartbeat says of it on each. Two may have it, and
 * stay so (directors that did not hear each other for a while); or nobody, for good: heartbeat looks at the address only
 * when it takes it or gives it up, so it does not miss one that a restart of the network has taken away.
 */

type HeartbeatContext = Pick<Context<HeartbeatVars>, 'directors' | 'known' | 'recalled'>;

const RESOURCES = 'resources ';
const HANDS_OVER = 'hands over';

/** Prints what heartbeat says it has of the resources, where it runs, and whether a hand-over is under way. */
export const askDuties: Sh = joinSh([
  sh`if has=$(cl_status rscstatus 2>/dev/null); then echo ${{ text: RESOURCES }}"$has"; fi`,
  sh`if ${RIGHTLY_AT_WORK}; then echo ${HANDS_OVER}; fi`,
]);

const linesOf = ({ recalled }: HeartbeatContext, director: string): readonly string[] =>
  (recalled.get(director) ?? '').split('\n');

/** What heartbeat on a director says it has: `all`, `local` (what is its own by preference), `none`, `transition`. */
const resourcesOf = (context: HeartbeatContext, director: string): string | undefined =>
  linesOf(context, director)
    .find((line) => line.startsWith(RESOURCES))
    ?.slice(RESOURCES.length)
    .trim();

const isHandingOver = (context: HeartbeatContext): boolean =>
  context.directors.some(({ name }) => linesOf(context, name).includes(HANDS_OVER));

/**
 * Whether duties pass just now. Heartbeat that is alone says `transition` for good (measured), so that counts only where all
 * of them run.
 */
export function dutiesUnderWay(recalled: ReadonlyMap<string, string>): string | undefined {
  const lines = [...recalled].map(([name, text]) => ({ name, lines: text.split('\n') }));
  const handing = lines.filter((one) => one.lines.includes(HANDS_OVER)).map(({ name }) => name);
  if (handing.length > 0) return `a hand-over is under way on ${handing.join(' and ')}`;
  if (!lines.every((one) => one.lines.some((line) => line.startsWith(RESOURCES)))) return undefined;
  const moving = lines.filter((one) => one.lines.includes(`${RESOURCES}transition`)).map(({ name }) => name);
  return moving.length === 0 ? undefined : `heartbeat takes over or gives up resources on ${moving.join(' and ')}`;
}

/** Those that have the virtual address, or that of before, on a real interface. */
const holders = ({ directors, known }: HeartbeatContext): readonly string[] =>
  directors.flatMap(({ name, host }) => {
    const facts = known.get(name)?.facts;
    const holds = facts !== undefined && (holdsVirtualAddress(host, facts) || oldAddresses({ host, facts }).length > 0);
    return holds ? [name] : [];
  });

/** Two directors have the virtual address: who keeps it, and who gives it up. */
export interface Split {
  readonly keeper: string;
  readonly others: readonly string[];
}

/** Undefined where one director has the address, or none, or two for the moment of a hand-over. */
export function splitOf(context: HeartbeatContext): Split | undefined {
  const having = holders(context);
  const [first] = having;
  if (first === undefined || having.length < 2 || isHandingOver(context)) return undefined;
  const sure = having.filter((name) => resourcesOf(context, name) === 'all');
  const keeper = sure.length === 1 ? (sure[0] ?? first) : first;
  return { keeper, others: having.filter((name) => name !== keeper) };
}

/**
 * Who is to take the virtual address, where no director has it although heartbeat runs: whoever heartbeat says has it, else
 * whose it is by preference. Undefined where one has it, where one is not known, or where no heartbeat runs (it takes the
 * address itself when it is started).
 */
export function takerOf(context: HeartbeatContext): string | undefined {
  const { directors, known } = context;
  if (holders(context).length > 0 || isHandingOver(context)) return undefined;
  if (directors.some(({ name }) => !known.has(name))) return undefined;
  const running = directors.flatMap(({ name }) => (resourcesOf(context, name) === undefined ? [] : [name]));
  return running.find((name) => resourcesOf(context, name) === 'all') ?? running[0];
}
