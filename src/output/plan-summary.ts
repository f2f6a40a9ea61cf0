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
  const kinds = tally(steps.map(({ step }) => step.type));
  const interrupts = [
    ...acts,
    ...together(steps.flatMap(({ host, step }) => interruption(step).map((what) => ({ host, what })))),
  ];
  const moves = together(
    steps.flatMap(({ host, step }) => moving(step).map((what) => ({ host, what }))),
    rereads,
  );
  const open = tally(steps.flatMap(({ step: { type, impact } }) => (impact === undefined ? [type] : [])));
  return [
    `${IN_ALL}${count(steps.length, 'step')} (${hosts.join(', ')})`,
    ...(roles === '' ? [] : [`  by role: ${roles}`]),
    `  by kind: ${kinds}`,
    ...interrupts.map((what) => `  interrupts: ${printable(what)}`),
    ...moves.map((what) => `  moves clients: ${printable(what)}`),
    ...(open === '' ? [] : [`  may interrupt: ${open} (the plan does not say what these do to what runs)`]),
    ...(interrupts.length === 0 && moves.length === 0 && open === '' ? ['  interrupts: no service that runs'] : []),
  ];
}

function tally(names: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts].map(([name, n]) => `${name} ${n}`).join(', ');
}

/** What somebody notices of a step, by what it changes of what runs. */
function interruption({ type, key, title, impact, rereadBy, changes }: Step): readonly string[] {
  const has = (field: string) => changes.find((change) => change.field === field);
  if (type === 'default route') return ['changes the default route'];
  if (type === 'service') {
    if (has('running')?.to === false) return [`stops ${key}`];
    // Of one that does not run yet nobody notices that it loads something.
    return has('config') !== undefined && has('running') === undefined ? [`reloads or restarts ${key}`] : [];
  }
  return rereadBy === undefined && (impact === 'interrupts' || impact === 'reload') ? [title] : [];
}

/** Who sends clients elsewhere with no step of its own. A file that is new is read by nobody yet. */
const moving = ({ rereadBy, changes }: Step): readonly string[] =>
  rereadBy !== undefined && changes.some(({ field, from }) => field === 'content' && from !== undefined)
    ? [rereadBy]
    : [];

const rereads = (what: string, on: string): string => `${what} on ${on} rereads its configuration by itself`;

/** What is the same on several hosts, once: `stops nginx on n1, n2`. */
function together(
  found: readonly { readonly host: string; readonly what: string }[],
  say = (what: string, on: string) => `${what} on ${on}`,
): readonly string[] {
  const hosts = new Map<string, readonly string[]>();
  for (const { host, what } of found) hosts.set(what, [...(hosts.get(what) ?? []), host]);
  return [...hosts].map(([what, on]) => say(what, on.join(', ')));
}
