import type { Connection, Output } from '../../core/connection.ts';
import { HostError, InputError, showProblem } from '../../core/errors.ts';
import { type Answer, parseAnswer } from '../../status/answer.ts';
import { statusAsks } from '../../status/ask.ts';
import type { Cluster } from '../../status/cluster.ts';
import type { Drift } from '../../status/shape.ts';
import type { Fleet } from '../fleet.ts';
import { planAll, prepare } from '../prepare.ts';
import type { Session, Watch } from '../session.ts';

/** Asks a node, in one exchange, what it is doing. */
export async function askStatus(connection: Connection, { questions }: Cluster): Promise<Answer> {
  const mine = questions.get(connection.host);
  const outputs: readonly Output[] =
    mine === undefined ? [] : await connection.ask(statusAsks(mine).map((run) => ({ run, withinSeconds: 20 })));
  return parseAnswer(outputs);
}

/** Whether the plan is empty, for the hosts that answer. What keeps it from being made is an answer, too. */
export async function askDrift(session: Session, watch: Watch, fleet: Fleet): Promise<Drift> {
  try {
    const { steps } = await planAll(session, watch, fleet, await prepare(session, watch, fleet));
    return { steps: Object.fromEntries([...steps].map(([host, planned]) => [host, planned.map(({ id }) => id)])) };
  } catch (error) {
    if (error instanceof InputError) return { unknown: error.problems.map(showProblem).join('; ') };
    if (error instanceof HostError) return { unknown: error.message };
    throw error;
  }
}
