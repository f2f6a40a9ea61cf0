import { aptProblem } from './apt.ts';
import { machineProblem } from './machine.ts';
import { namespaceProblem } from './namespaces.ts';
import { roomProblem } from './room.ts';
import { toolsProblem } from './tools.ts';

/**
 * Why this machine cannot run the lab, and what to do about it; undefined when it can. Missing Debian packages are
 * installed on the way. What cannot be helped comes first, what takes longest to find out last.
 */
export async function labProblem(): Promise<string | undefined> {
  for (const find of [machineProblem, toolsProblem, namespaceProblem, roomProblem, aptProblem]) {
    const problem = await find();
    if (problem !== undefined) return `the lab cannot run here: ${problem}`;
  }
  return undefined;
}
