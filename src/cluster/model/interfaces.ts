import type { Context, Refusal } from './role.ts';
import { addressOf } from './segment.ts';
import type { SegmentVars } from './segment-vars.ts';

type Segment = Pick<Context<SegmentVars>, 'name' | 'facts'>;

/** An interface that the inventory names and the host does not have. A host that does not say what it has is believed. */
export function missingInterface(
  { name, facts: { interfaces } }: Segment,
  { wanted, path }: { readonly wanted: string; readonly path: Refusal['path'] },
): Refusal | undefined {
  if (interfaces === undefined || interfaces.includes(wanted)) return undefined;
  const has = interfaces.filter((known) => known !== 'lo').join(', ') || 'lo only';
  return { path, message: `${name} has no interface ${wanted} (it has ${has})` };
}

/**
 * What is wrong with `interface`, by what the host is: there is no such interface, or the node's address is on another one. Every role
 * that reads the variable says this and nothing else then: what else would be wrong follows from it.
 */
export function refuseInterface(context: Segment & Pick<Context<SegmentVars>, 'vars' | 'host'>): readonly Refusal[] {
  const { name, vars, facts } = context;
  const path = ['interface'];
  const missing = missingInterface(context, { wanted: vars.interface, path });
  if (missing !== undefined) return [missing];
  const address = addressOf(context);
  const on = facts.addresses.filter((found) => found.address === address).map(({ device }) => device);
  if (on.length === 0 || on.includes(vars.interface)) return [];
  return [{ path, message: `${name} has its address ${address} on ${on.join(', ')}, not on ${vars.interface}` }];
}
