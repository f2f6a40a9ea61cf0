import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Lab, labProblem, labUp } from '../../lab/index.ts';
import { activeDirector, jsonLines, servedBy, umctl, until } from './umctl.ts';

const problem = await labProblem();

// One story on one pair of hosts: each test begins where the one before it ended.
describe.skipIf(problem !== undefined)('two bare hosts become a cluster', () => {
  let lab: Lab;
  const run = (command: string, ...args: readonly string[]) => umctl([command, lab.files.inventory, ...args]);
  beforeAll(async () => {
    lab = await labUp({ lab: 'test-cluster', fresh: true });
  });
  afterAll(async () => {
    await lab?.down({ remove: true });
  });

  test('a plan of bare hosts is complete', async () => {
    const { code, stdout } = await run('plan', '--detailed-exitcode');
    expect(code).toBe(2);
    for (const host of ['n1', 'n2']) expect(stdout).toMatch(new RegExp(`^${host}: 2\\d steps$`, 'm'));
    expect(stdout).toContain('heartbeat       not installed → installed');
    expect(stdout).toContain('+1 sha1 <secret heartbeat key ');
  });

  test('apply without a terminal or --yes touches nothing', async () => {
    const { code, stderr } = await run('apply');
    expect([code, stderr]).toEqual([1, expect.stringContaining('--yes')]);
    expect((await lab.exec('n1', 'dpkg -s heartbeat')).code).not.toBe(0);
  });

  test('apply sets it up and proves it', async () => {
    const { code, stdout } = await run('apply', '--yes', '--json');
    const lines = jsonLines(stdout);
    expect(lines.filter(({ type }) => type === 'host-failed')).toEqual([]);
    expect(lines.at(-1)).toMatchObject({ type: 'summary', summary: { exit: 0, checks: { failed: 0 } } });
    expect(code).toBe(0);
  });

  test('another plan is empty, and verify passes', async () => {
    expect(await run('plan', '--detailed-exitcode')).toMatchObject({ code: 0 });
    expect(await run('verify')).toMatchObject({ code: 0 });
  });

  test('the client is balanced over both nodes, over http and https', async () => {
    const http = await servedBy(lab, 20);
    expect([http.filter((name) => name === 'n1').length, http.filter((name) => name === 'n2').length]).toEqual([
      10, 10,
    ]);
    const https = await servedBy(lab, 6, 'https://192.168.6.240/');
    expect(https.every((name) => ['n1', 'n2'].includes(name))).toBe(true);
  });

  test('the key is on the nodes only, the same and unreadable to others', async () => {
    const ask = "stat -c '%a %U %G' /etc/ha.d/authkeys; sed -n 's/^1 sha1 //p' /etc/ha.d/authkeys";
    const answers = await Promise.all(lab.hosts.map(async ({ name }) => (await lab.exec(name, ask)).stdout));
    expect(answers[0]).toMatch(/^600 root root\n[0-9a-f]{64}\n$/);
    expect(answers[1]).toBe(answers[0]);
    const key = answers[0]?.split('\n')[1] ?? '';
    for (const [command, ...args] of [
      ['plan', '-vvv'],
      ['verify', '--json'],
      ['apply', '--yes', '-vvv'],
    ] as const) {
      const { stdout, stderr } = await run(command, ...args);
      expect(stdout + stderr).not.toContain(key);
    }
  });

  test('service heartbeat stop on the master moves the address, and the client goes on', async () => {
    const master = (await activeDirector(lab)) ?? '';
    expect((await lab.exec(master, ['service', 'heartbeat', 'stop'])).code).toBe(0);
    await until('the other node takes over', 60, async () => ![undefined, master].includes(await activeDirector(lab)));
    await until('the client is served again', 30, async () => new Set(await servedBy(lab, 4)).size === 2);
    expect((await run('verify')).code).toBe(7);
    expect((await run('apply', '--yes')).code).toBe(0);
    expect((await run('verify')).code).toBe(0);
    expect(await activeDirector(lab)).not.toBe(master);
  });

  test('a reboot of both nodes comes back to the same', async () => {
    await Promise.all(lab.hosts.map(({ name }) => lab.reboot(name)));
    await until('a director is active', 90, async () => (await activeDirector(lab)) !== undefined);
    await until('verify passes', 90, async () => (await run('verify')).code === 0);
    expect(await run('plan', '--detailed-exitcode')).toMatchObject({ code: 0 });
    expect(new Set(await servedBy(lab, 8))).toEqual(new Set(['n1', 'n2']));
  });
});
