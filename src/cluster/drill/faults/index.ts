import { InputError } from '../../../core/errors.ts';
import type { Fault } from '../../ports/fault.ts';
import type { Stack } from '../../ports/stack.ts';
import { crash } from './crash.ts';
import { cutLink } from './cut-link.ts';
import { killRealService } from './kill-real-service.ts';

/** All that a drill can break in a cluster of this stack. */
export const faultsOf = ({ ha, balancer }: Stack): readonly Fault[] => [
  ...ha.drill.faults,
  ...balancer.drill.faults,
  killRealService,
  cutLink,
  crash,
];

/** The fault of that name. @throws InputError where the stack has none such */
export function faultOf(stack: Stack, name: string): Fault {
  const faults = faultsOf(stack);
  const found = faults.find((fault) => fault.name === name);
  if (found !== undefined) return found;
  const names = faults.map((fault) => fault.name).join(', ');
  throw new InputError([{ message: `--fault ${name}: this cluster has no such fault; there are ${names}` }]);
}
