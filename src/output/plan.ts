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
 * What would be done on all hosts; hosts with the same steps are shown once. Where a step is not the same on all of them, each
 * form of it is shown with the hosts that it is for.
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
  const [first] = group;
  if (first === undefined) return [];
  const strong = (host: string): string => look.paint('strong', host);
  const names = showHosts(
    group.map(({ host }) => host),
    strong,
  );
  const { steps } = first;
  if (steps.length === 0)
    return (group.length > NAMED ? [names] : group.map(({ host }) => strong(host))).map(
      (who) => `${who}: nothing to do`,
    );
  return [
    `${names}: ${count(steps.length, 'step')}${group.length === 1 ? '' : ' each'}`,
    ...steps.flatMap((step, index) => indent(formatOnEach(step, index, { group, look }))),
  ];
}

interface Group {
  readonly group: readonly HostPlan[];
  readonly look: PlanLook;
}

/** A step that is in all plans of a group, in the same place; what differs in it is told of the hosts where it is so. */
function formatOnEach(step: Step, index: number, { group, look }: Group): readonly string[] {
  const alike = new Map<string, { readonly lines: readonly string[]; readonly hosts: string[] }>();
  for (const { host, steps } of group) {
    const lines = formatStep(steps[index] ?? step, look);
    const key = lines.join('\n');
    const known = alike.get(key);
    if (known === undefined) alike.set(key, { lines, hosts: [host] });
    else known.hosts.push(host);
  }
  const [one] = alike.values();
  if (one === undefined || alike.size === 1) return one?.lines ?? [];
  const [title = ''] = one.lines;
  return [
    title,
    ...indent([...alike.values()].flatMap(({ lines, hosts }) => [`on ${showHosts(hosts)}:`, ...lines.slice(1)])),
  ];
}

/** So many hosts are named; of more, the first ones. `--json` has all. */
const NAMED = 6;

/** `n1, n2, n3`, or `n1, n2 and 48 more`. */
function showHosts(hosts: readonly string[], show: (host: string) => string = (host) => host): string {
  if (hosts.length <= NAMED) return hosts.map(show).join(', ');
  return `${hosts.slice(0, 2).map(show).join(', ')} and ${hosts.length - 2} more`;
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
