import { InputError } from '../../core/errors.ts';
import type { Fault } from '../ports/fault.ts';
import type { DrillCluster } from './cluster.ts';
import type { DrillNode } from './node.ts';

/**
 * Whom a fault strikes: who was named, or else the active director; for a real server's fault another node, a real server
 * only where there is one, so that one thing is drilled at a time. Pure.
 * @throws InputError when who was named is no such node
 */
export function chooseTarget(
  { strikes }: Pick<Fault, 'strikes'>,
  { nodes }: Pick<DrillCluster, 'nodes'>,
  { on, active }: { readonly on: string | undefined; readonly active: string },
): DrillNode {
  const fits = ({ name }: DrillNode): boolean => strikes === 'a real server' || name === active;
  const candidates = nodes.filter(fits);
  const names = candidates.map(({ name }) => name).join(', ');
  if (on !== undefined) {
    const named = candidates.find(({ name }) => name === on);
    if (named !== undefined) return named;
    throw new InputError([{ message: `--on ${on}: this fault strikes ${strikes}, which is ${names}` }]);
  }
  const others = candidates.filter(({ name }) => name !== active);
  const chosen = others.find(({ isDirector }) => !isDirector) ?? others[0] ?? candidates[0];
  if (chosen === undefined) throw new InputError([{ message: `there is no node that is ${strikes}` }]);
  return chosen;
}
