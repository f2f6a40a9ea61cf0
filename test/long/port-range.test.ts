import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Lab, labProblem } from '../../lab/index.ts';
import { appliedLab } from '../lab/applied/lab.ts';
import { editInventory } from '../lab/edit-inventory.ts';
import { type Cluster, clusterOf } from '../lab/keepalived/cluster.ts';
import { servedBy } from '../lab/umctl.ts';
import { underLoad } from '../lab/under-load.ts';
import { answerOn } from './port-range.ts';

const problem = await labProblem();

const RANGE = { name: 'range', port: '5000-5100', scheduler: 'rr', check: { type: 'connect' } };
const IN_RANGE = [5000, 5050, 5100];
const BESIDE = [4999, 5101];

const at = (port: number): string => `http://192.168.6.240:${port}/`;

/** What marks packets, and the virtual service of the mark. */
const MARKS = 'tc filter show dev eth0 ingress; ipvsadm -S -n | grep -e "-[Aa] -f"; :';

// One story on a pair of heartbeat: each test begins where the one before it ended.
describe.skipIf(problem !== undefined)('a service on a range of ports', () => {
  let lab: Lab;
  let cluster: Cluster;
  const isServed = async (): Promise<void> => {
    for (const port of IN_RANGE)
      expect(new Set(await servedBy(lab, 6, at(port))), `${port}`).toEqual(new Set(['n1', 'n2']));
    // Nobody listens there: neither the kernel nor a director has them for the service.
    for (const port of BESIDE) expect(await servedBy(lab, 1, at(port)), `${port}`).toEqual(['']);
  };
  beforeAll(async () => {
    lab = await appliedLab('test-port-range');
    cluster = await clusterOf(lab);
    for (const { name } of lab.hosts) await answerOn(lab, name, IN_RANGE);
  });
  afterAll(async () => {
    await lab?.down({ remove: true });
  });

  test('comes while the others serve; both real servers answer on its first, its last and a port between', async () => {
    await cluster.setVariable(['virtual_services', 3], RANGE);
    await cluster.underLoad(cluster.apply);
    expect(await cluster.run('plan', '--detailed-exitcode')).toMatchObject({ code: 0 });
    await cluster.sound();
    await isServed();
  });

  test('no client notices a switch-over', async () => {
    const to = (await cluster.serving()) === 'n1' ? 'n2' : 'n1';
    const work = async () => expect(await cluster.run('switchover', '--to', to, '--yes')).toMatchObject({ code: 0 });
    const also = IN_RANGE.slice(1).map(at);
    expect(await underLoad(lab, async () => void (await work()), { url: at(5000), also, rate: 15 })).toEqual([
      'n1',
      'n2',
    ]);
    expect(await cluster.serving()).toBe(to);
    await isServed();
  });

  test('packets are marked again after a boot, before the table directs', async () => {
    const standby = (await cluster.serving()) === 'n1' ? 'n2' : 'n1';
    await lab.reboot(standby);
    await answerOn(lab, standby, IN_RANGE);
    await cluster.sound();
    expect(await cluster.run('switchover', '--to', standby, '--yes')).toMatchObject({ code: 0 });
    await isServed();
  });

  test('goes, and leaves no mark', async () => {
    for (const { name } of lab.hosts) expect((await lab.exec(name, MARKS)).stdout, name).toMatch(/5000-5100.*-A -f/s);
    await editInventory(lab, (inventory) => inventory.deleteIn(['all', 'vars', 'virtual_services', 3]));
    await cluster.underLoad(cluster.apply);
    for (const { name } of lab.hosts) expect((await lab.exec(name, MARKS)).stdout, name).toBe('');
    expect(await cluster.run('plan', '--detailed-exitcode')).toMatchObject({ code: 0 });
  });
});
