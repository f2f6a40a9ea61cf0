import type { Step } from '../core/plan.ts';
import { count, printable } from './text.ts';

/** The plan of a host as it was reported. */
export interface ShownPlan {
  readonly host: string;
  readonly steps: readonly Step[];
  /** Which role wants a step, by its id. */
  readonly roles?: Readonly<Record<string, string>>;
}

/** What the summary of a plan begins with. */
export const IN_ALL = 'In all: ';

/** A plan in a few lines, for whoever has to answer: how much of what on which hosts, and what it interrupts. */
export function summarisePlans(plans: readonly ShownPlan[], acts: readonly string[]): readonly string[] {
  const steps = plans.flatMap(({ host, steps: mine, roles = {} }) =>
    mine.map((step) => ({ host, step, role: roles[step.id] })),
  );
  if (steps.length === 0) return [];
  const hosts = plans.filter(({ steps: mine }) => mine.length > 0).map((plan) => `${plan.host} ${plan.steps.length}`);
  const roles = tally(steps.flatMap(({ role }) => role ?? []));
  const kinds = tally(steps.map(({ step }) => kindOf(step)));
  const interrupts = [
    ...acts,
    ...together(steps.flatMap(({ host, step }) => interruption(step).map((what) => ({ host, what })))),
  ];
  const moves = steps.flatMap(({ host, step }) => (movesClients(step) ? [host] : []));
  const open = tally(steps.map(({ step }) => kindOf(step)).filter((kind) => !TOLD.has(kind)));
  return [
    `${IN_ALL}${count(steps.length, 'step')} (${hosts.join(', ')})`,
    ...(roles === '' ? [] : [`  by role: ${roles}`]),
    `  by kind: ${kinds}`,
    ...interrupts.map((what) => `  interrupts: ${printable(what)}`),
    ...(moves.length === 0
      ? []
      : [`  moves clients: ldirectord on ${moves.join(', ')} rereads its configuration by itself`]),
    ...(open === '' ? [] : [`  may interrupt: ${open} (the plan does not say what these do to what runs)`]),
    ...(interrupts.length === 0 && moves.length === 0 && open === '' ? ['  interrupts: no service that runs'] : []),
  ];
}

/** Kinds of steps that touch nothing that runs, or whose changes say what they do to it. */
const TOLD: ReadonlySet<string> = new Set(['file', 'directory', 'link', 'block', 'service', 'default route']);

/** `file`, `service`, `default route`: the words before what is the step's own. */
const kindOf = ({ id }: Step): string => (id.startsWith('default route') ? 'default route' : (id.split(' ')[0] ?? id));

function tally(names: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts].map(([name, n]) => `${name} ${n}`).join(', ');
}

/** What somebody notices of a step, by what it changes of what runs. */
function interruption({ id, changes }: Step): readonly string[] {
  const has = (field: string) => changes.find((change) => change.field === field);
  if (id.startsWith('default route')) return ['changes the default route'];
  if (!id.startsWith('service ')) return [];
  const name = id.slice('service '.length);
  if (has('running')?.to === false) return [`stops ${name}`];
  // Of one that does not run yet nobody notices that it loads something.
  return has('config') !== undefined && has('running') === undefined ? [`reloads or restarts ${name}`] : [];
}

/** Whether a daemon that runs takes a file up with no step of its own, and sends clients elsewhere. One that is new is read by nobody yet. */
const movesClients = ({ id, changes }: Step): boolean =>
  id === 'file /etc/ha.d/ldirectord.cf' && changes.some(({ field, from }) => field === 'content' && from !== undefined);

/** What is the same on several hosts, once: `stops heartbeat on n1, n2`. */
function together(found: readonly { readonly host: string; readonly what: string }[]): readonly string[] {
  const hosts = new Map<string, readonly string[]>();
  for (const { host, what } of found) hosts.set(what, [...(hosts.get(what) ?? []), host]);
  return [...hosts].map(([what, on]) => `${what} on ${on.join(', ')}`);
}
