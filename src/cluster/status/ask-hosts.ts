import type { Connection, Output } from '../../core/connection.ts';
import { HostError, InputError, showProblem } from '../../core/errors.ts';
import type { Sh } from '../../core/sh.ts';
import { prepare } from '../../engine/compose/prepare.ts';
import { planAll } from '../../engine/observe/plan-all.ts';
import type { Run } from '../../engine/run/run.ts';
import { type Answer, answerOf } from './answer.ts';
import { probesOf } from './ask.ts';
import type { Cluster } from './cluster.ts';
import { differencesOf } from './findings/drift.ts';
import { askMissing, type Missing, parseMissing } from './missing.ts';
import { readOutputs } from './probe.ts';
import type { Drift } from './shape.ts';

/** What a node has said, and which of those that do not answer umctl it hears on the segment, by their hardware addresses. */
export interface HeardNodes {
  readonly answer: Answer;
  readonly alive: ReadonlyMap<string, string>;
}

/** Asks a node, in one exchange, what it is doing, and for nodes that are missing. */
export async function askStatus(
  connection: Connection,
  { asked, stack }: Cluster,
  missing: readonly Missing[],
): Promise<HeardNodes> {
  const mine = asked.get(connection.host);
  const probes = mine === undefined ? [] : probesOf(stack, mine);
  const asks = mine === undefined ? [] : probes.map(({ ask }) => ask(mine));
  const more = mine === undefined || missing.length === 0 ? [] : [askMissing(mine, missing)];
  const outputs = await askAll(connection, [...asks, ...more]);
  const alive = parseMissing(outputs[asks.length]?.stdout ?? '', missing);
  return { answer: answerOf(readOutputs(probes, outputs)), alive };
}

/** Asks a node which of those that are missing it hears. */
export async function askHeard(
  connection: Connection,
  { asked }: Cluster,
  missing: readonly Missing[],
): Promise<ReadonlyMap<string, string>> {
  const mine = asked.get(connection.host);
  const [output] = mine === undefined ? [] : await askAll(connection, [askMissing(mine, missing)]);
  return parseMissing(output?.stdout ?? '', missing);
}

const askAll = (connection: Connection, asks: readonly Sh[]): Promise<readonly Output[]> =>
  asks.length === 0 ? Promise.resolve([]) : connection.ask(asks.map((run) => ({ run, withinSeconds: 20 })));

/** The nodes among those of the cluster that have failed. */
export const missingOf = ({ hosts }: Cluster, failures: ReadonlyMap<string, unknown>): readonly Missing[] =>
  hosts.filter(({ name }) => failures.has(name));

/** Whether the plan is empty, for the hosts that answer. What keeps it from being made is an answer, too. */
export async function askDrift(asking: Run): Promise<Drift> {
  try {
    const prepared = await prepare(asking);
    const { run } = prepared;
    const { steps } = await planAll(run, prepared);
    const serving = [...steps].flatMap(([host, planned]) => {
      const differences = differencesOf(planned, prepared.composition.desired.get(host)?.serving ?? new Set());
      return differences.length === 0 ? [] : [[host, differences] as const];
    });
    return {
      steps: Object.fromEntries([...steps].map(([host, planned]) => [host, planned.map(({ id }) => id)])),
      ...(serving.length === 0 ? {} : { serving: Object.fromEntries(serving) }),
    };
  } catch (error) {
    if (error instanceof InputError) return { unknown: error.problems.map(showProblem).join('; ') };
    if (error instanceof HostError) return { unknown: error.message };
    throw error;
  }
}
