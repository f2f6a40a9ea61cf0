import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Lab, labProblem } from '../../lab/index.ts';
import { appliedLab } from './applied/lab.ts';
import { watchStatus } from './drain/watch-status.ts';
import { expectEnd } from './expect-end.ts';
import { longTest } from './tell-all.ts';
import { activeDirector, servedBy, umctl, until } from './umctl.ts';

const problem = await labProblem();
const CLIENT = path.resolve(import.meta.dirname, 'drain/keep-alive.ts');

// One story on one cluster: each test begins where the one before it ended.
describe.skipIf(problem !== undefined)('a real server is drained', () => {
  let lab: Lab;
  let directory: string;
  let client: Promise<unknown>;
  let drained = '';
  let other = '';
  const run = (command: string, ...args: readonly string[]) => umctl([command, lab.files.inventory, ...args]);
  const file = (name: string) => path.join(directory, name);
  const answers = () => readFileSync(file('report'), 'utf8').trimEnd().split('\n');
  const weights = async () => {
    const { stdout } = await lab.exec((await activeDirector(lab)) ?? 'n1', 'ipvsadm -L -n');
    return stdout
      .split('\n')
      .flatMap((line) => (line.includes(`${addressOf(drained)}:`) ? [line.split(/\s+/)[4]] : []));
  };
  const addressOf = (name: string) => lab.hosts.find((host) => host.name === name)?.address;

  beforeAll(async () => {
    lab = await appliedLab('test-drain');
    directory = mkdtempSync(path.join(tmpdir(), 'umctl-drain-'));
    // As some clusters have it: a real server that is gone for a moment takes its connections with it.
    for (const { name } of lab.hosts) await lab.exec(name, 'sysctl -w net.ipv4.vs.expire_nodest_conn=1');
    client = lab.client([process.execPath, CLIENT, 'http://192.168.6.240/', file('report'), file('stop')]);
    await until('the client is served', 240, async () => existsSync(file('report')));
    drained = answers()[0]?.split(' ')[0] ?? '';
    other = drained === 'n1' ? 'n2' : 'n1';
  });
  afterAll(async () => {
    if (directory !== undefined) writeFileSync(file('stop'), '');
    await client;
    await lab?.down({ remove: true });
    if (directory !== undefined) rmSync(directory, { recursive: true });
  });

  test('a name that nobody has is told the nearest, and nothing is touched', async () => {
    expect(await run('drain', '192.168.6.33', '--yes')).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('no real server is called "192.168.6.33"; did you mean "192.168.6.3"?'),
    });
  });

  test('new connections go elsewhere, the old one lives, and drain ends when it does', async () => {
    const draining = run('drain', drained, '--yes', '--timeout', '20m', '--reason', 'a test');
    await until('ldirectord has taken it in', 240, async () => (await weights()).every((weight) => weight === '0'));
    const before = answers().length;
    expect(await servedBy(lab, 8)).toEqual(Array.from({ length: 8 }, () => other));
    // A plan and an apply in between: it stays drained, and that is said.
    const plan = await run('plan', '--detailed-exitcode');
    expect([plan.code, plan.stdout]).toEqual([0, expect.stringContaining(`${drained} is drained since `)]);
    // Whatever makes ldirectord read its file again leaves the connection alone.
    await lab.exec((await activeDirector(lab)) ?? '', "echo '# touched' >> /etc/ha.d/ldirectord.cf");
    expectEnd(await run('apply', '--yes'), 0);
    expect(await run('status', '--json')).toMatchObject({ code: 0, stdout: expect.stringContaining('"why":"a test"') });
    const meanwhile = answers().slice(before);
    expect(meanwhile.length).toBeGreaterThan(10);
    expect(new Set(meanwhile)).toEqual(new Set([`${drained} true`]));
    writeFileSync(file('stop'), '');
    const { code, stdout } = await draining;
    expect(stdout).toMatch(new RegExp(`waiting until: ${drained} has no connections left: connections left: http 1`));
    expect(code, stdout).toBe(0);
  });

  test('the last real server of a service is not drained', async () => {
    expect(await run('drain', other, '--yes')).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/inventory\.yaml:\d+:\d+: .* http would have no real server left.*--allow-outage/),
    });
  });

  longTest('it stays drained when the other director takes over, and when it reboots', async () => {
    const active = (await activeDirector(lab)) ?? '';
    expectEnd(await lab.exec(active, ['service', 'heartbeat', 'stop']), 0);
    await until(
      'the other director takes over',
      240,
      async () => ![undefined, active].includes(await activeDirector(lab)),
    );
    await until('the client is served', 240, async () => !(await servedBy(lab, 2)).includes(''));
    expect(await servedBy(lab, 8)).toEqual(Array.from({ length: 8 }, () => other));
    await lab.exec(active, ['service', 'heartbeat', 'start']);
    await lab.reboot(drained);
    await until('the client is served', 240, async () => !(await servedBy(lab, 2)).includes(''));
    expect(await servedBy(lab, 8)).toEqual(Array.from({ length: 8 }, () => other));
    expectEnd(await run('verify', '--wait', '4m'), 0);
  });

  test('undrain gives it clients again, and leaves nothing to do', async () => {
    expectEnd(await run('undrain', drained, '--yes'), 0);
    expect(new Set(await servedBy(lab, 8))).toEqual(new Set(['n1', 'n2']));
    const plan = await run('plan', '--detailed-exitcode');
    expect([plan.code, plan.stdout]).toEqual([0, expect.not.stringContaining('drained')]);
    // Its two runs say so once.
    const again = await run('undrain', drained, '--check');
    expect([again.stdout.match(/: nothing to do$/gm)?.length, again.code], JSON.stringify(again)).toEqual([2, 0]);
  });

  test('a change that restarts the real service drains it around that', async () => {
    const standby = (await activeDirector(lab)) === 'n1' ? 'n2' : 'n1';
    await lab.exec(standby, "echo '# touched' >> /etc/vsftpd.conf");
    const { code, stdout } = await run('apply', '--yes');
    expect([code, stdout]).toEqual([
      0,
      expect.stringMatching(
        new RegExp(`${standby} is drained[^]*service vsftpd … changed[^]*${standby} gets clients again`),
      ),
    ]);
  });

  test('status shows who directs since when, and every real server, none of which is drained any more', async () => {
    const { code, stdout } = await run('status', '--json');
    const active = (await activeDirector(lab)) ?? '';
    const shown = JSON.parse(stdout);
    const nothing = { steps: { n1: [], n2: [] } };
    expect([code, shown.alarms, shown.problems, shown.drained, shown.drift]).toEqual([0, [], [], [], nothing]);
    expect(shown.active).toEqual([{ host: active, since: expect.stringMatching(/^20/) }]);
    // It took over in this test file's time: that is what the kernel says, too.
    expect(Date.now() - Date.parse(shown.active[0].since)).toBeLessThan(performance.now() + 60_000);
    expect(shown.arp.owners).toEqual([active]);
    expect(
      shown.services.map(({ reals }: { reals: readonly { weight: number }[] }) => reals.map(({ weight }) => weight)),
    ).toEqual([
      [1, 1],
      [1, 1],
      [1, 1],
    ]);
  });

  test('an address held twice is shouted, and told in a pipe as it comes and goes', async () => {
    const active = await activeDirector(lab);
    const standby = active === 'n1' ? 'n2' : 'n1';
    const watching = watchStatus(lab.files.inventory);
    try {
      // A host that is slow to answer comes and goes in between: what it said last of who is active counts.
      const activeAtLast = (said: string): string | undefined => said.match(/ active: .*$/gm)?.at(-1);
      await watching.says('who is active', (said) => activeAtLast(said)?.endsWith(` ${active}`) === true);
      await lab.exec(standby, 'ip addr add 192.168.6.240/24 dev eth0');
      expect(await run('status')).toMatchObject({
        code: 8,
        stdout: expect.stringMatching(/^!!! SPLIT BRAIN: n1 \(eth0\) and n2 \(eth0\) have 192\.168\.6\.240/m),
      });
      await watching.says('that both are', (said) => activeAtLast(said)?.endsWith(' n1 and n2') === true);
      await lab.exec(standby, 'ip addr del 192.168.6.240/24 dev eth0');
      await watching.says(
        'that it is over',
        (said) => / over: !!! SPLIT BRAIN/.test(said) && activeAtLast(said)?.endsWith(` → ${active}`) === true,
      );
    } finally {
      expect(await watching.interrupt()).toBe(130);
    }
  });

  test('a host that is down is shown as such, and the rest goes on', async () => {
    const active = (await activeDirector(lab)) ?? '';
    const standby = active === 'n1' ? 'n2' : 'n1';
    await lab.crash(standby);
    const { code, stdout } = await run('status');
    expect(code, stdout).toBe(4);
    expect(stdout).toMatch(new RegExp(`^  ! ${standby} is down: `, 'm'));
    expect(stdout).toMatch(new RegExp(`^${active} +\\S+ +director +ACTIVE`, 'm'));
  });
});
