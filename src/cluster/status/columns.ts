import type { Stack } from '../ports/stack.ts';
import type { Column } from '../ports/status.ts';

/** What the table of hosts has of the stack. */
export const columnsOf = ({ ha, balancer }: Stack): readonly Column[] => [
  ...ha.status.columns,
  ...balancer.status.columns,
];
