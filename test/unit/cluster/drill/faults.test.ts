import { expect, test } from 'vitest';
import playbook from '../../../../playbooks/cluster.ts';
import { clusterDomain } from '../../../../src/cluster/domain.ts';
import { readCluster } from '../../../../src/cluster/drill/cluster.ts';
import { faultOf, faultsOf } from '../../../../src/cluster/drill/faults/index.ts';
import { type DrillOptions, refuseOptions } from '../../../../src/cluster/drill/settings.ts';
import { askVersions, parseVersions } from '../../../../src/cluster/drill/versions.ts';
import type { Fault } from '../../../../src/cluster/ports/fault.ts';
import type { Stack } from '../../../../src/cluster/ports/stack.ts';
import { sh } from '../../../../src/core/sh.ts';
import { openNode } from '../../resources/node.ts';
import { exampleJob } from './inventory.ts';

const own = playbook.domain.stack;
const FREEZE: Fault = {
  name: 'freeze',
  describe: ({ node }) => `${node.name} is frozen`,
  strikes: 'the active director',
  needs: () => sh`:`,
  inject: () => sh`:`,
  leaves: ({ node }) => `${node.name} is thawed`,
  moves: true,
  limits: ({ deadtime }) => ({ recovery: deadtime }),
};
const STACK: Stack = {
  ha: { ...own.ha, drill: { faults: [FREEZE], deadtime: () => 7, version: sh`echo frost 1.0; echo` } },
  balancer: {
    ...own.balancer,
    drill: { faults: [], checkSeconds: () => 9, url: () => undefined, version: sh`exit 3` },
  },
};
const OPTIONS: DrillOptions = {
  fault: 'freeze',
  times: { baseline: 1, calm: 1, within: 10 },
  load: { rate: 1, timeout: 1, keepAlive: { connections: 0, every: 200, patience: 1000 } },
  cutSeconds: 5,
  allowCrash: false,
};

test('a stack brings its own faults; those of the cluster itself are there whatever the stack', () => {
  expect(faultsOf(own).map(({ name }) => name)).toEqual([
    ...['switchover', 'stop-heartbeat', 'kill-ldirectord'],
    ...['kill-real-service', 'cut-link', 'crash'],
  ]);
  expect(faultsOf(STACK).map(({ name }) => name)).toEqual(['freeze', 'kill-real-service', 'cut-link', 'crash']);
  expect(faultOf(STACK, 'freeze')).toBe(FREEZE);
});

test('limits by the name of a fault are those of the stack, and its times are what the stack says', async () => {
  const job = { ...(await exampleJob('    drill: { freeze: { failed: 0 } }\n')), domain: clusterDomain(STACK) };
  const { deadtime, checkSeconds, drill } = readCluster(job);
  expect([deadtime, checkSeconds, drill['freeze']]).toEqual([7, 9, { failed: 0 }]);
  expect(() => refuseOptions(OPTIONS, job)).not.toThrow();
  const other = { ...(await exampleJob('    drill: { stop-heartbeat: { failed: 0 } }\n')), domain: job.domain };
  expect(() => readCluster(other)).toThrow(/unknown key "stop-heartbeat"/);
});

test('a fault that the stack does not know is refused, with those that it knows', async () => {
  const job = { ...(await exampleJob()), domain: clusterDomain(STACK) };
  expect(() => refuseOptions({ ...OPTIONS, fault: 'stop-heartbeat' }, job)).toThrow(
    '--fault stop-heartbeat: this cluster has no such fault; there are freeze, kill-real-service, cut-link, crash',
  );
});

test('a report names the system, the kernel and what the stack says of its versions, and nothing where it does not', async () => {
  const node = await openNode();
  const outputs = await Promise.all(askVersions(STACK).map(({ run }) => node.run(run)));
  await node.close();
  expect(parseVersions(outputs)).toMatch(/(^|, )Linux [^,]+, frost 1\.0$/);
});
