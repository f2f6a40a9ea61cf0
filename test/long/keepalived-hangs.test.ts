import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startClientLoad } from '../../lab/client-load.ts';
import { type Lab, labProblem, labUp } from '../../lab/index.ts';
import { figures } from '../../src/load/statistics.ts';
import { type Cluster, clusterOf } from '../lab/keepalived/cluster.ts';
import { until } from '../lab/umctl.ts';
import { unhurried } from '../lab/unhurried.ts';

const problem = await labProblem();

/** Three adverts of a second, the time until clients are told, and what a machine that does much else may be late by. */
const TAKEN_OVER = 3500 + 6000;

// One story of two directors that have what Red Hat ships: each test begins where the one before it ended.
describe.skipIf(problem !== undefined)('a pair of Red Hat of which a keepalived hangs', () => {
  let lab: Lab;
  let cluster: Cluster;
  const other = async (): Promise<string> => ((await cluster.serving()) === 'n1' ? 'n2' : 'n1');
  /** Stops one of its processes, as one is that waits for ever. */
  const hang = async (name: string, which: 'vrrp' | 'checkers'): Promise<void> => {
    const stop = `kill -STOP $(cat /run/${which}.pid /run/keepalived/${which}.pid 2>/dev/null)`;
    expect(await lab.exec(name, stop)).toMatchObject({ code: 0 });
  };
  /** Which start of keepalived this is, and what its guard has said of its hanging. */
  const begun = async (name: string): Promise<string> =>
    (await lab.exec(name, ['systemctl', 'show', '-p', 'InvocationID', 'keepalived'])).stdout;
  const said = async (name: string): Promise<readonly string[]> => {
    const { stdout } = await lab.exec(name, 'journalctl -q --no-pager -o cat -t umctl-keepalived');
    return stdout.split('\n').filter((line) => line.startsWith('keepalived hangs'));
  };
  const startsAnew = (name: string, before: string): Promise<void> =>
    until(`keepalived on ${name} is started anew`, 480, async () => (await begun(name)) !== before);

  beforeAll(async () => {
    lab = await unhurried(await labUp({ lab: 'test-keepalived-hangs', families: ['stock'], fresh: true }));
    cluster = await clusterOf(lab);
    await cluster.apply();
    await cluster.sound();
  });
  afterAll(async () => {
    await lab?.down({ remove: true });
  });

  test('that of the active director sends no adverts: the standby has the address, and it stands by', async () => {
    const hung = await cluster.serving();
    const standby = await other();
    const before = [await begun(hung), await begun(standby)];
    const load = await startClientLoad(lab, { url: 'http://192.168.6.240/', rate: 10, limit: 15_000 });
    const from = Date.now();
    await hang(hung, 'vrrp');
    await startsAnew(hung, before[0] ?? '');
    await cluster.sound();
    expect(await cluster.serving()).toBe(standby);
    const seen = await load.stop();
    console.info(JSON.stringify(figures(seen, { slowAfter: 1000 })));
    expect(seen.requests.filter((one) => one.failure !== undefined && seen.began + one.at > from + TAKEN_OVER)).toEqual(
      [],
    );
    expect(await begun(standby)).toBe(before[1]);
    expect(await said(hung)).toEqual([
      'keepalived hangs (vrrp), and another director has 192.168.6.240, too: it is started anew',
    ]);
    expect(await said(standby)).toEqual([]);
  });

  test('that of the active director checks nothing: it hands over first, and is started anew', async () => {
    const hung = await cluster.serving();
    const standby = await other();
    const before = [await begun(hung), await begun(standby)];
    await cluster.underLoad(async () => {
      await hang(hung, 'checkers');
      await startsAnew(hung, before[0] ?? '');
      await cluster.sound();
      expect(await cluster.serving()).toBe(standby);
    });
    expect(await begun(standby)).toBe(before[1]);
    expect(await said(hung)).toEqual([
      expect.stringMatching(/^keepalived hangs \(checkers\), and checks no real server/),
    ]);
  });
});
