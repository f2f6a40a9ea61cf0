import { expect, test } from 'vitest';
import { readCluster } from '../../../../src/cluster/drill/cluster.ts';
import { exampleJob } from './inventory.ts';

test('the example is read: nodes, timings, and the first http service at the page that its check asks for', async () => {
  const { nodes, ...cluster } = readCluster(await exampleJob());
  expect(nodes).toEqual([
    { name: 'ultra1', address: '192.168.6.2', isDirector: true, interface: 'eth0' },
    { name: 'ultra2', address: '192.168.6.3', isDirector: true, interface: 'eth0' },
  ]);
  expect(cluster).toEqual({
    addresses: ['192.168.6.240'],
    virtualAddress: '192.168.6.240',
    groups: [['192.168.6.240']],
    deadtime: 3,
    checkSeconds: 11,
    pages: [{ address: '192.168.6.240', url: 'http://192.168.6.240/index.html' }],
    names: [{ address: '192.168.6.240' }],
    drill: { slow_after: 0.25 },
  });
});

test('times are read as the roles read them', async () => {
  const job = await exampleJob('', (text) => text.replace(/deadtime: 3 /, 'deadtime: 1500ms '));
  expect(readCluster(job).deadtime).toBe(1.5);
});

test('limits of the inventory, for all faults and for one', async () => {
  const { drill } = readCluster(
    await exampleJob('    drill: { failed: 3, slow_after: 500ms, crash: { recovery: 6 } }\n'),
  );
  expect(drill).toEqual({ failed: 3, slow_after: 0.5, crash: { recovery: 6 } });
});

test.each([
  ['drill: { faild: 3 }', /:9:14: unknown key "faild"; did you mean "failed"\?/],
  ['drill: { failed: few }', /:9:22: drill\.failed: found "few", expected a whole number, 0 or more/],
  [
    'drill: { crash: { longest_gap: soon } }',
    /:9:36: drill\.crash\.longest_gap: found "soon", expected a time in seconds/,
  ],
])('%s is refused at its place', async (line, complaint) => {
  const job = await exampleJob(`    ${line}\n`);
  expect(() => readCluster(job)).toThrow(complaint);
});
