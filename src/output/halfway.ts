import { leftDrained } from '../cluster/drain/left-drained.ts';
import { EXIT } from '../core/errors.ts';
import type { HostSummary, Summary } from '../core/events.ts';
import { commandLine, type Invocation } from './invocation.ts';
import { indent } from './text.ts';

/**
 * How to go on or back after a health gate that closed, between hosts or at the end; and, however a run ended, which hosts it
 * leaves without clients. Nothing in all other cases.
 */
export function halfwayLines(summary: Summary, invocation: Invocation): readonly string[] {
  const { limit: _, ...whole } = invocation;
  return [...gateLines(summary, invocation, whole), ...drainedLines(summary, whole)];
}

function gateLines({ command, exit, hosts, run }: Summary, limited: Invocation, whole: Invocation): readonly string[] {
  if (!GOES_ON.has(command) || exit !== EXIT.unhealthy) return [];
  const left = hosts.filter(isLeft);
  const names = left.map(({ host }) => host).join(', ');
  const changed = left.length > 0 || hosts.some(({ done }) => done > 0);
  return [
    ...(left.length === 0
      ? []
      : [`After fixing the failed checks, go on with ${names}:`, ...indent([commandLine(command, limited)])]),
    ...(run === undefined || !changed || command !== 'apply'
      ? []
      : ['To go back to the files of before this run:', ...indent([commandLine('restore', { ...whole, run })])]),
  ];
}

/** Commands that change hosts one after the other, and that go on where they stopped. */
const GOES_ON: ReadonlySet<string> = new Set(['apply', 'rotate-key']);

/** Whether {@link halfwayLines} says how to go on. */
export const saysHowToGoOn = ({ command, exit, hosts }: Pick<Summary, 'command' | 'exit' | 'hosts'>): boolean =>
  GOES_ON.has(command) && exit === EXIT.unhealthy && hosts.some(isLeft);

const isLeft = ({ outcome }: HostSummary): boolean => outcome === 'not reached' || outcome === 'unfinished';

const drainedLines = (summary: Summary, whole: Invocation): readonly string[] =>
  leftDrained(summary).flatMap((node) => [
    `${node} was drained for its change and is left so: it gets no new clients. To give it clients again, once it is fit for them:`,
    ...indent([commandLine('undrain', { ...whole, node })]),
  ]);
