import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isRoot } from '../../../is-root.ts';
import { until } from '../../director-node.ts';
import { becomes, type Director, openPair, startPair } from './pair.ts';

const keepalived = {
  preempt: true,
  track_script: [{ name: 'site', command: '/usr/bin/test -e /run/site', interval: 1 }],
};

// One story: each test begins where the one before it ended.
describe.skipIf(!isRoot)('two directors of which the first is preferred', { timeout: 60_000 }, () => {
  let a: Director;
  let b: Director;
  beforeAll(async () => {
    [a, b] = await openPair({ vars: { keepalived } });
    for (const node of [a, b]) await node.given('touch /run/site');
    await startPair([a, b]);
  }, 60_000);
  afterAll(async () => {
    await Promise.all([a?.close(), b?.close()]);
  });
  const logged = async (node: Director): Promise<string> => (await node.logged()).join('\n');

  test('one whose script fails is unfit and says so; no split brain is told', async () => {
    await a.given('rm /run/site');
    await until('n2 is active', async () => (await b.state()).startsWith('active 240'));
    await becomes(a, 'standby 150 fault');
    expect(await logged(a)).toContain('unfit to be active');
    expect(await logged(a)).not.toContain('SPLIT BRAIN');
  });

  test('once that is well again, the preferred one gets its duties back', async () => {
    await a.given('touch /run/site');
    await until('n1 is active', async () => (await a.state()).startsWith('active 240'));
    await becomes(b, 'standby 140 none');
  });

  test('two that do not hear each other are both active; then one goes on, and the other says why', async () => {
    const nowhere = 'lladdr 02:00:00:00:00:99 dev eth0 nud permanent';
    await a.given(`ip neigh replace 192.168.6.3 ${nowhere}`);
    await b.given(`ip neigh replace 192.168.6.2 ${nowhere}`);
    for (const node of [a, b]) await until('it is active', async () => (await node.state()).startsWith('active 240'));
    await a.given('ip neigh del 192.168.6.3 dev eth0');
    await b.given('ip neigh del 192.168.6.2 dev eth0');
    await until('n1 says so', async () => (await logged(a)).includes('SPLIT BRAIN'));
    expect(await logged(b)).not.toContain('SPLIT BRAIN');
  });
});
