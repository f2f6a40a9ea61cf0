import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Lab, labProblem, labUp } from '../../lab/index.ts';
import { expectEnd } from '../lab/expect-end.ts';
import { type Cluster, clusterOf, PATIENT } from '../lab/keepalived/cluster.ts';
import { unhurried } from '../lab/unhurried.ts';

const problem = await labProblem();

// One story: each test begins where the one before it ended.
describe.skipIf(problem !== undefined)('what directors hear each other by changes under load', () => {
  let lab: Lab;
  let cluster: Cluster;
  beforeAll(async () => {
    const hosts = { families: ['debian'], realServers: 0 } as const;
    lab = await unhurried(await labUp({ lab: 'test-keepalived-alike', ...hosts, fresh: true }));
    cluster = await clusterOf(lab);
    await cluster.setVariable(['ldirectord'], PATIENT);
    await cluster.setVariable(['stack'], 'keepalived');
    await cluster.apply();
    await cluster.sound();
  });
  afterAll(async () => {
    await lab?.down({ remove: true });
  });

  test.each([
    ['virtual_router_id', 77],
    ['adverts', 'multicast'],
    ['advert_int', 0.5],
    ['adverts', 'unicast'],
  ])('`%s: %s`', async (name, value) => {
    const before = await cluster.serving();
    await cluster.setVariable(['keepalived', name], value);
    await cluster.underLoad(async () => {
      await cluster.apply();
      await cluster.sound();
    });
    expect(await cluster.serving()).toBe(before);
    expectEnd(await cluster.run('plan', '--detailed-exitcode'), 0);
  });
});
