import type { CheckResult } from '../../../../src/core/check.ts';
import type { Event } from '../../../../src/core/events.ts';

const texts = (events: readonly Event[], of: (result: CheckResult) => string | undefined): readonly string[] =>
  events.flatMap((event) => (event.type === 'check' ? [of(event.result) ?? []].flat() : []));

/** What was wrong with checks of a run, and what was worth knowing of those that were right. */
export const complaintsOf = (events: readonly Event[]) => texts(events, ({ complaint }) => complaint);
export const remarksOf = (events: readonly Event[]) => texts(events, ({ remark }) => remark);
