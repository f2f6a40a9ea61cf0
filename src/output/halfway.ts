import { EXIT } from '../core/errors.ts';
import type { Summary } from '../core/events.ts';
import { commandLine, type Invocation } from './invocation.ts';
import { indent } from './text.ts';

/** How to go on or back when a health gate kept some hosts from being come to; nothing in all other cases. */
export function halfwayLines({ command, exit, hosts, run }: Summary, invocation: Invocation): readonly string[] {
  const left = hosts.filter(({ outcome }) => outcome === 'not reached' || outcome === 'unfinished');
  if (command !== 'apply' || exit !== EXIT.unhealthy || left.length === 0) return [];
  const { limit: _, ...whole } = invocation;
  const names = left.map(({ host }) => host).join(', ');
  return [
    `To go on with ${names} once the checks above pass:`,
    ...indent([commandLine('apply', invocation)]),
    ...(run === undefined
      ? []
      : ['To go back to the files of before this run:', ...indent([commandLine('restore', { ...whole, run })])]),
  ];
}
