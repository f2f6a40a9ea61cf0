import { expect, test } from 'vitest';
import { formatStatus } from '../../../../src/output/status.ts';
import { CLUSTER, status } from './cluster.ts';

const many = Array.from({ length: 75 }, (_, i) => `192.168.6.${100 + i}`);

test('a standby that lacks many addresses is told in one line', () => {
  const asked = new Map(
    [...CLUSTER.asked].map(([name, node]) => [name, { ...node, virtual: ['192.168.6.240', ...many] }]),
  );
  const { problems } = status({}, {}, { cluster: { ...CLUSTER, asked } });
  expect(problems.filter((problem) => problem.includes('lo does not have'))).toEqual([
    'n2: lo does not have 192.168.6.100 and 74 others: it drops what the active director sends it, and clients wait',
  ]);
});

test('of many addresses the first stands in what people read, and all in what programs do', () => {
  const virtual_addresses = many.map((address, i) => ({ name: `a${i}`, address: `${address}/24` }));
  const { virtual_address: _, ...vars } = CLUSTER.vars;
  const shown = status({}, {}, { cluster: { ...CLUSTER, vars: { ...vars, virtual_addresses } } });
  expect(shown.address).toBe(many.join(', '));
  const [head] = formatStatus(shown, { columns: [], paint: (_, text) => text });
  expect(head).toMatch(/^192\.168\.6\.100 and 74 others {2}/);
});
