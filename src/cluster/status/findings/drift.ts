import { followsAnother } from '../../../core/cause.ts';
import type { Step } from '../../../core/plan.ts';
import type { Value } from '../../../core/resource.ts';
import type { Difference, Drift } from '../shape.ts';
import type { Finding } from './seen.ts';

/** What differs from the inventory in what serving depends on, unless a finding has said it already, or its id is among those `told`. */
export function driftProblems(
  drift: Drift,
  findings: readonly Finding[],
  told: ReadonlySet<string>,
): readonly string[] {
  if ('unknown' in drift) return [];
  return Object.entries(drift.serving ?? {}).flatMap(([host, differences]) => {
    const mine = findings.filter((finding) => finding.host === host);
    const rest = differences.filter(({ id }) => !told.has(id) && !mine.some(({ mendedBy }) => mendedBy.test(id)));
    if (rest.length === 0) return [];
    return [
      `${host}: differs from the inventory in what serving depends on: ${rest.map(({ what }) => what).join('; ')}`,
    ];
  });
}

/** What was found otherwise, without what is done only because of that. */
export const differencesOf = (steps: readonly Step[], serving: ReadonlySet<string>): readonly Difference[] =>
  steps.flatMap((step) => {
    const changes = serving.has(step.id) ? found(step) : [];
    return changes.length === 0 ? [] : [{ id: step.id, what: `${step.title} (${changes.map(shown).join(', ')})` }];
  });

/** A step that is there because another is has nothing before its changes but what it differs in by itself. */
function found({ because, changes }: Step): Step['changes'] {
  return followsAnother(because) ? changes.filter(({ from }) => from !== undefined) : changes;
}

/** A short value as it is; of a text, a digest or a fingerprint the field says enough. */
function shown({ field, from, to }: Step['changes'][number]): string {
  const isLong = (value: Value): boolean => String(value ?? '').length > 24 || String(value ?? '').includes('\n');
  if (isLong(from) || isLong(to) || to === undefined) return field;
  return `${field} ${text(from)}, wanted ${text(to)}`;
}

const text = (value: Value): string =>
  value === undefined ? 'absent' : typeof value === 'boolean' ? (value ? 'yes' : 'no') : String(value);
