import { sayCause } from '../core/cause.ts';
import type { Step } from '../core/plan.ts';
import { formatChange, formatFresh, isFresh } from './change.ts';
import type { Paint } from './paint.ts';
import { count, indent, linesOf, printable } from './text.ts';

/** How much of a plan is shown. */
export interface PlanLook {
  readonly paint: Paint;
  /** Whether texts of several lines are shown as diffs, or only counted. */
  readonly diff: boolean;
  /** From 1 on, the commands; from 2 on, what they read on stdin, too. */
  readonly verbosity: number;
}

/**
 * What would be done on all hosts; hosts with the same steps are shown once, and in a step that is another on each of them, each
 * is shown by its name.
 */
export function formatPlans(plans: readonly HostPlan[], look: PlanLook): readonly string[] {
  const groups = new Map<string, readonly HostPlan[]>();
  for (const plan of plans) {
    const same = JSON.stringify(plan.steps.map(({ id }) => id));
    groups.set(same, [...(groups.get(same) ?? []), plan]);
  }
  return [...groups.values()].flatMap((group) => formatGroup(group, look));
}

interface HostPlan {
  readonly host: string;
  readonly steps: readonly Step[];
}

function formatGroup(group: readonly HostPlan[], look: PlanLook): readonly string[] {
  const [first, ...others] = group;
  if (first === undefined) return [];
  if (others.length === 0 || first.steps.length === 0)
    return group.flatMap(({ host, steps }) => formatPlan(host, steps, look));
  const names = group.map(({ host }) => look.paint('strong', host)).join(', ');
  return [
    `${names}: ${count(first.steps.length, 'step')} each`,
    ...first.steps.flatMap((step, index) => {
      const each = group.map(({ host, steps }) => ({ host, lines: formatStep(steps[index] ?? step, look) }));
      const [title = '', ...rest] = each[0]?.lines ?? [];
      if (each.every(({ lines }) => lines.join('\n') === [title, ...rest].join('\n'))) return indent([title, ...rest]);
      return indent([title, ...indent(each.flatMap(({ host, lines }) => [`on ${host}:`, ...lines.slice(1)]))]);
    }),
  ];
}

/** What would be done on a host, step by step, each with its fields and its reason. */
function formatPlan(host: string, steps: readonly Step[], look: PlanLook): readonly string[] {
  if (steps.length === 0) return [`${look.paint('strong', host)}: nothing to do`];
  return [
    `${look.paint('strong', host)}: ${count(steps.length, 'step')}`,
    ...steps.flatMap((step) => indent(formatStep(step, look))),
  ];
}

function formatStep({ title, changes, because, loses, command }: Step, look: PlanLook): readonly string[] {
  const fresh = changes.filter(isFresh);
  const others = fresh.length < 2 ? changes : changes.filter((change) => !isFresh(change));
  const width = Math.max(0, ...others.map((change) => change.field.length));
  return [
    look.paint('strong', printable(title)),
    ...indent(because === undefined ? [] : [look.paint('faint', `because ${printable(sayCause(because))}`)]),
    ...indent(loses === undefined ? [] : [`does not keep ${printable(loses)}`]),
    ...indent(fresh.length < 2 ? [] : [`set ${fresh.map(formatFresh).join(', ')}`]),
    ...indent(others.flatMap((change) => formatChange(change, { ...look, width }))),
    ...indent(look.verbosity >= 1 ? formatCommand(command, look) : []),
  ];
}

function formatCommand({ run, stdin }: Step['command'], { paint, verbosity }: PlanLook): readonly string[] {
  const [first = '', ...rest] = linesOf(run.text);
  const input = stdin === undefined ? [] : linesOf(stdin);
  return [
    paint('faint', `$ ${first}`),
    ...rest.map((line) => paint('faint', `  ${line}`)),
    ...(stdin === undefined ? [] : [paint('faint', `stdin: ${count(input.length, 'line')}`)]),
    ...(verbosity >= 2 ? input.map((line) => paint('faint', `< ${line}`)) : []),
  ];
}
