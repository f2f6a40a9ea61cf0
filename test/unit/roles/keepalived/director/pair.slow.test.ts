import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isRoot } from '../../../is-root.ts';
import { until } from '../../director-node.ts';
import { ACTIVE, becomes, type Director, openPair, startPair } from './pair.ts';

const BOTH = ['192.168.6.2:80', '192.168.6.3:80'];

const reuses = async ({ given }: Director): Promise<string> =>
  (await given('cd /proc/sys/net/ipv4/vs; echo $(cat expire_nodest_conn conn_reuse_mode)')).trim();

// Two nodes' namespaces can be joined by root only. One story: each test begins where the one before it ended.
describe.skipIf(!isRoot)('two directors with keepalived', { timeout: 600_000 }, () => {
  let a: Director;
  let b: Director;
  beforeAll(async () => {
    [a, b] = await openPair();
    await startPair([a, b]);
  }, 300_000);
  afterAll(async () => {
    await Promise.all([a?.close(), b?.close()]);
  });

  test('a switch-over: the other takes over while the first is there, which is a standby then', async () => {
    await until('n2 keeps to itself', async () => (await b.targets()).join() === '192.168.6.3:80');
    expect(await a.targets()).toEqual(BOTH);
    await b.notify('wanted');
    const yielded = a.notify('yield 192.168.6.3 wanted');
    await until('who comes back with a port gets the real server of before', async () => (await reuses(a)) === '0 0');
    expect(await b.state()).toMatch(/^standby /);
    await yielded;
    expect([await reuses(a), await reuses(b)]).toEqual(['1 1', '1 1']);
    await becomes(b, ACTIVE);
    await becomes(a, 'standby 150 none');
    // What keepalived says last is heard a moment later, and has it stand by once more.
    await until('n1 keeps to itself', async () => (await a.targets()).join() === '192.168.6.2:80');
    expect(await b.targets()).toEqual(BOTH);
  });

  test('who is stopped has handed over by then', async () => {
    await b.stop();
    expect(await a.state()).toMatch(/^active /);
  });

  test('who returns does not take over', async () => {
    await b.start();
    await becomes(b, 'standby 140 none');
    await becomes(a, ACTIVE);
  });

  test('nobody hands over to who is about to stop', async () => {
    await b.given('setsid ip -o monitor address </dev/null >/run/addresses 2>&1 &');
    // systemd has keepalived end a moment after that, on a busy machine some seconds.
    await b.notify('stop');
    await expect(a.notify('yield')).rejects.toThrow();
    await becomes(a, ACTIVE);
    expect(await b.given('cat /run/addresses')).not.toContain('192.168.6.240');
    await b.stop();
    await b.start();
    await becomes(b, 'standby 140 none');
  });

  test('who hangs has the address still when another has taken over, until it is ended and started anew', async () => {
    await a.freeze();
    await until('n2 is active', async () => (await b.state()).startsWith('active'));
    expect(await a.state()).toMatch(/^active /);
    // What a plan does that finds two directors with the address.
    await a.stop();
    expect(await a.given('ip -4 -o addr show dev eth0 to 192.168.6.240')).toBe('');
    expect(await b.state()).toMatch(/^active /);
    await a.start();
    await becomes(a, 'standby 150 none');
    expect(await a.logged()).toContain('another director has the address');
  });

  test('who is killed is taken over from, and keeps nothing', async () => {
    await b.kill();
    await until('n1 is active', async () => (await a.state()).startsWith('active'));
    expect(
      await b.given(
        'ip -4 -o addr show to 192.168.6.240/32 dev eth0; ip -4 -o addr show to 127.112.0.0/16; ls /run/umctl-keepalived 2>/dev/null || :',
      ),
    ).toBe('');
  });
});
