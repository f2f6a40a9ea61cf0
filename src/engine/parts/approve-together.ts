import type { Approval, Approve, ApprovedPlan, HostPlan } from '../approve/approval.ts';

/** What of a part its approval is for. */
interface Its {
  readonly hosts: readonly string[];
  /** Called before anybody is asked. */
  readonly showPlans: () => void;
}

/** An approval for each of several parts, which is asked for once. */
export interface JointApproval {
  /** The approval as the part with this number gives it to its run. */
  readonly of: (part: number, its: Its) => Approval;
  /** The part has ended. Of a saved plan nothing is done where one has ended otherwise than `well` before all agreed. */
  readonly leave: (part: number, how: 'well' | 'otherwise') => void;
}

/** Asks once, with the plans of all parts that have come so far, when every other part has ended; all of them hear the answer. */
export function approveTogether(count: number, approval: Approval): JointApproval {
  const waiting = new Map<number, Its & { readonly plans: readonly HostPlan[] }>();
  const left = new Map<number, 'well' | 'otherwise'>();
  const answer = Promise.withResolvers<boolean>();
  // Nobody may have come to hear of a failure.
  answer.promise.catch(() => undefined);
  const askOnceAllAreThere = (): void => {
    const [first, ...others] = [...waiting].toSorted(([a], [b]) => a - b).map(([, one]) => one);
    if (first === undefined || waiting.size + left.size < count) return;
    first.showPlans();
    const isWhole = [...left.values()].every((how) => how === 'well');
    const decided =
      typeof approval === 'function'
        ? approval([first, ...others].flatMap(({ plans }) => plans))
        : Promise.resolve(isWhole);
    decided.then(answer.resolve, answer.reject);
  };
  return {
    of: (part, its) => {
      const join: Approve = (plans) => {
        waiting.set(part, { ...its, plans });
        askOnceAllAreThere();
        return answer.promise;
      };
      return typeof approval === 'function' ? join : { ...ofHosts(approval, its.hosts), together: join };
    },
    leave: (part, how) => {
      if (waiting.has(part)) return;
      left.set(part, how);
      askOnceAllAreThere();
    },
  };
}

/** What of a saved plan is about these hosts. */
function ofHosts(plan: ApprovedPlan, hosts: readonly string[]): ApprovedPlan {
  const { steps, acts } = plan;
  return {
    ...plan,
    steps: new Map([...steps].filter(([host]) => hosts.includes(host))),
    ...(acts === undefined ? {} : { acts: acts.filter(({ host }) => hosts.includes(host)) }),
  };
}
