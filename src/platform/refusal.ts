import type { Misfit } from './provider.ts';

interface Missing {
  /** As the system calls itself. */
  readonly system: string;
  /** What it can't do. */
  readonly capability: string;
}

/** Why umctl has no way to do something on a host, by what keeps each provider from it. */
export function platformRefusalOf({ system, capability }: Missing, misfits: readonly Misfit[]): string {
  const ways = misfits.filter(({ needs }) => needs.length > 0);
  const sorted = [...ways.filter(({ nearly }) => nearly), ...ways.filter(({ nearly }) => !nearly)];
  const [first] = sorted;
  if (first === undefined) return `umctl has no way to provide '${capability}' on ${system}`;
  const needs = [...new Set(sorted.flatMap((one) => one.needs))];
  const hints = [...new Set(sorted.flatMap(({ hint }) => hint ?? []))].map((hint) => ` (${hint})`);
  return `umctl knows ${system} with ${either(needs)} only${hints.join('')}; here, ${first.here}`;
}

const either = (words: readonly string[]): string =>
  [words.slice(0, -1).join(', '), ...words.slice(-1)].filter((part) => part !== '').join(' or ');
