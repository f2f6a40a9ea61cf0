import type { Fact, FactValues, Row } from './fact.ts';
import { inOrder } from './in-order.ts';

/** A line of the table of `umctl facts`, with at least one value. */
export type ShownRow = Omit<Row, 'before'>;

/** What the table of `umctl facts` has of a host. */
export function factRows(facts: readonly Fact<unknown>[], values: FactValues): readonly ShownRow[] {
  const shown = facts.flatMap((fact) => fact.show?.(values[fact.id], values) ?? []);
  const remarks = shown.flatMap((one) => ('remark' in one ? [one] : []));
  const rows = inOrder(
    shown.flatMap((one) => ('remark' in one ? [] : [one])),
    ({ name }) => name,
  );
  return rows.map(({ name, values }) => {
    const [first = 'none', ...others] = values;
    const words = remarks.filter(({ row }) => row === name).map(({ remark }) => remark);
    return { name, values: [[first, ...words].join(' '), ...others] };
  });
}
