import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Lab, labProblem, labUp } from '../../lab/index.ts';
import { expectEnd } from '../lab/expect-end.ts';
import { type Cluster, clusterOf, PATIENT } from '../lab/keepalived/cluster.ts';
import { crashActive } from '../lab/keepalived/crash.ts';
import { hang, hangUnderLoad, saidOfHanging } from '../lab/keepalived/hang.ts';
import { until } from '../lab/umctl.ts';
import { unhurried } from '../lab/unhurried.ts';

const problem = await labProblem();

// One story of two directors that have what Red Hat ships: each test begins where the one before it ended. No request may fail
// and no connection break, but for a crash; a reboot ends those that the host's own web server keeps.
describe.skipIf(problem !== undefined)('a pair of Red Hat', () => {
  let lab: Lab;
  let cluster: Cluster;
  const other = async (): Promise<string> => ((await cluster.serving()) === 'n1' ? 'n2' : 'n1');
  const reinstall = async (name: string): Promise<void> => {
    const { code, stdout, stderr } = await lab.exec(name, ['dnf', '-q', '-y', 'reinstall', 'keepalived']);
    expect(code, stdout + stderr).toBe(0);
  };
  const begun = async (name: string): Promise<string> =>
    (await lab.exec(name, ['systemctl', 'show', '-p', 'InvocationID', 'keepalived'])).stdout;
  const switchTo = async (name: string): Promise<void> => {
    expectEnd(await cluster.run('switchover', '--to', name, '--yes'), 0);
    expect(await cluster.serving()).toBe(name);
  };
  const startsAnew = async (name: string, why: () => Promise<void>): Promise<void> => {
    const before = await begun(name);
    await why();
    await until(`keepalived on ${name} is started anew`, 600, async () => (await begun(name)) !== before);
  };
  beforeAll(async () => {
    lab = await unhurried(await labUp({ lab: 'test-keepalived-redhat', families: ['stock'], fresh: true }));
    cluster = await clusterOf(lab);
    await cluster.setVariable(['ldirectord'], PATIENT);
  });
  afterAll(async () => {
    await lab?.down({ remove: true });
  });

  test('bare hosts get keepalived, and another plan is empty', async () => {
    expect(await cluster.apply()).toMatch(/keepalived.*heartbeat/);
    expectEnd(await cluster.run('plan', '--detailed-exitcode'), 0);
    await cluster.sound();
  });

  test('`systemctl stop keepalived` on the active director, and start again', async () => {
    const stopped = await cluster.serving();
    const next = await other();
    await cluster.underLoad(async () => {
      expectEnd(await lab.exec(stopped, ['systemctl', 'stop', 'keepalived']), 0);
      expect(await cluster.serving()).toBe(next);
      expectEnd(await lab.exec(stopped, ['systemctl', 'start', 'keepalived']), 0);
      await cluster.sound();
    });
    expect(await cluster.serving()).not.toBe(stopped);
  });

  test('the package is upgraded on one director after the other, and on both at a time, which restarts keepalived', async () => {
    const before = [await begun('n1'), await begun('n2')];
    await cluster.underLoad(async () => {
      for (const name of [await other(), await cluster.serving()]) await reinstall(name);
      await cluster.sound();
      expect(before).not.toContain(await begun('n1'));
      expect(before).not.toContain(await begun('n2'));
      await Promise.all(['n1', 'n2'].map(reinstall));
      await cluster.sound();
    });
  });

  test('the active director reboots, and the standby', async () => {
    const rebooted = await cluster.serving();
    await cluster.underNewConnections(async () => {
      await lab.reboot(rebooted);
      await cluster.sound();
    });
    expect(await cluster.serving()).not.toBe(rebooted);
    await cluster.underNewConnections(async () => {
      await lab.reboot(rebooted);
      await cluster.sound();
    });
    expect(await cluster.serving()).not.toBe(rebooted);
  });

  test('the active director crashes, stands by when it is back, and is switched to', async () => {
    const crashed = await crashActive(lab, cluster);
    await cluster.underLoad(async () => {
      await lab.boot(crashed);
      await cluster.sound();
      expect(await cluster.serving()).not.toBe(crashed);
      await switchTo(crashed);
    });
  });

  test('of the active director the process for adverts hangs: the standby has the address, and it stands by', async () => {
    const hung = await cluster.serving();
    const standby = await other();
    const before = await begun(standby);
    await hangUnderLoad(lab, async () => {
      await startsAnew(hung, () => hang(lab, hung, 'vrrp'));
      await cluster.sound();
    });
    expect(await cluster.serving()).toBe(standby);
    expect(await begun(standby)).toBe(before);
    expect(await saidOfHanging(lab, hung)).toEqual([
      'keepalived hangs (vrrp), and another director has 192.168.6.240, too: it is started anew',
    ]);
  });

  test('of the active director the process for checks hangs: it hands over before it is started anew', async () => {
    const hung = await cluster.serving();
    await cluster.underLoad(async () => {
      await startsAnew(hung, () => hang(lab, hung, 'checkers'));
      await cluster.sound();
    });
    expect(await cluster.serving()).not.toBe(hung);
    expect(await saidOfHanging(lab, hung)).toEqual([
      'keepalived hangs (checkers), and checks no real server: it is started anew',
    ]);
  });
});
