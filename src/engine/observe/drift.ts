import type { CheckResult } from '../../core/check.ts';
import type { Composition } from '../../core/compose.ts';
import type { Step } from '../../core/plan.ts';
import type { Plans } from '../compose/prepared.ts';

/** Whether each host is as the inventory has it: its plan is empty, and no role refuses what it is. */
export const driftResults = ({ steps }: Plans, { refused }: Composition): readonly CheckResult[] =>
  [...steps].map(([host, planned]) => {
    const reasons = refused.flatMap((one) => (one.host === host ? [one.problem.message] : []));
    const complaints = [...(planned.length === 0 ? [] : [notAsWanted(planned)]), ...reasons];
    return {
      name: `${host}: is as the inventory has it`,
      hosts: [host],
      ...(complaints.length === 0 ? {} : { complaint: complaints.join('; ') }),
      evidence: [],
      milliseconds: 0,
    };
  });

function notAsWanted(planned: readonly Step[]): string {
  const steps = planned.map(({ title, cannot }) =>
    cannot === undefined ? title : `${title} (apply cannot do that: ${cannot})`,
  );
  return `${planned.length} not as wanted: ${steps.join(', ')}`;
}
