import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Lab, labProblem } from '../../lab/index.ts';
import { appliedLab } from '../lab/applied/lab.ts';
import { editInventory } from '../lab/edit-inventory.ts';
import { type Cluster, clusterOf } from '../lab/keepalived/cluster.ts';
import { servedBy } from '../lab/umctl.ts';
import { underLoad } from '../lab/under-load.ts';
import { answerOn } from './port-range.ts';
import { servedByBoth } from './served-by-both.ts';

const problem = await labProblem();

const WEB = { name: 'http', port: 80, scheduler: 'rr', check: { type: 'connect' } };
const RANGE = { name: 'range', port: '5000-5100', scheduler: 'rr', check: { type: 'connect' } };
const IN_RANGE = [5000, 5050, 5100];
/** Both hosts answer there, too: one that were balanced would be answered by both. */
const BESIDE = [4999, 5101];
const EVERY = [...IN_RANGE, ...BESIDE];

const at = (port: number): string => `http://192.168.6.240:${port}/`;

/** What marks packets, and the virtual service of the mark. */
const MARKS = 'tc filter show dev eth0 ingress; ipvsadm -S -n | grep -e "-[Aa] -f"; :';

// One story on a pair of heartbeat: each test begins where the one before it ended.
describe.skipIf(problem !== undefined)('a service on a range of ports', () => {
  let lab: Lab;
  let cluster: Cluster;
  const done = async (command: string, ...args: readonly string[]): Promise<void> => {
    const { code, stdout, stderr } = await cluster.run(command, ...args);
    expect(code, stdout + stderr).toBe(0);
  };
  const isServed = async (): Promise<void> => {
    for (const port of IN_RANGE) await servedByBoth(lab, at(port));
    const active = await cluster.serving();
    for (const port of BESIDE) expect(new Set(await servedBy(lab, 6, at(port))), `${port}`).toEqual(new Set([active]));
  };
  beforeAll(async () => {
    lab = await appliedLab('test-port-range');
    cluster = await clusterOf(lab);
    // No ftp, whose clients may come back for ten minutes, which a drain would wait for; and no process for checks.
    await cluster.setVariable(['virtual_services'], [WEB]);
    // How long clients wait is the machine's doing; that they are served is not.
    await cluster.setVariable(['drill', 'switchover'], { recovery: 60, longest_gap: 15, failed: 0, broken: 0 });
    for (const { name } of lab.hosts) await answerOn(lab, name, EVERY);
  });
  afterAll(async () => {
    await lab?.down({ remove: true });
  });

  test('comes while the others serve; both real servers answer on its first, its last and a port between', async () => {
    await cluster.setVariable(['virtual_services', 1], RANGE);
    await cluster.underLoad(cluster.apply);
    await done('plan', '--detailed-exitcode');
    await cluster.sound();
    await isServed();
  });

  test('no client notices a switch-over', async () => {
    const to = (await cluster.serving()) === 'n1' ? 'n2' : 'n1';
    const work = async () => void (await done('switchover', '--to', to, '--yes'));
    const also = IN_RANGE.slice(1).map(at);
    expect(await underLoad(lab, work, { url: at(5000), also })).toEqual(['n1', 'n2']);
    expect(await cluster.serving()).toBe(to);
    await isServed();
  });

  test('a node that is drained gets no client of the range, until it is given them again', async () => {
    const other = (await cluster.serving()) === 'n1' ? 'n2' : 'n1';
    const drained = async () => {
      await done('drain', other, '--yes', '--timeout', '3m');
      for (const port of IN_RANGE) expect(await servedBy(lab, 4, at(port)), `${port}`).not.toContain(other);
      await done('undrain', other, '--yes');
      await isServed();
    };
    // Kept connections end by themselves, which is what a drain waits for.
    const keepAlive = { connections: 4, every: 400, patience: 15_000, lifetime: 15_000 };
    await underLoad(lab, drained, { url: at(5000), also: IN_RANGE.slice(1).map(at), keepAlive });
  });

  test('a drill of a switch-over asks a port of the range, and passes', async () => {
    const before = await cluster.serving();
    await done('drill', '--fault', 'switchover', '--url', at(5050), '--timeout', '15', '--yes');
    expect(await cluster.serving()).not.toBe(before);
    await cluster.sound();
  });

  test('packets are marked again after a boot, before the table directs', async () => {
    const standby = (await cluster.serving()) === 'n1' ? 'n2' : 'n1';
    await lab.reboot(standby);
    await answerOn(lab, standby, EVERY);
    await cluster.sound();
    await done('switchover', '--to', standby, '--yes');
    await isServed();
  });

  test('goes, and leaves no mark', async () => {
    for (const { name } of lab.hosts) expect((await lab.exec(name, MARKS)).stdout, name).toMatch(/5000-5100.*-A -f/s);
    await editInventory(lab, (inventory) => inventory.deleteIn(['all', 'vars', 'virtual_services', 1]));
    await cluster.underLoad(cluster.apply);
    for (const { name } of lab.hosts) expect((await lab.exec(name, MARKS)).stdout, name).toBe('');
    await done('plan', '--detailed-exitcode');
  });
});
