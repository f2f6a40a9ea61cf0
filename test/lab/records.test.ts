import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type Lab, labProblem, labUp } from '../../lab/index.ts';
import { run } from '../../lab/system/run.ts';
import { expectEnd } from './expect-end.ts';
import { difference, hostState } from './host-state.ts';
import { refusals } from './refused.ts';
import { slowPlaybook } from './slow-playbook.ts';
import { jsonLines, PROGRAM, until } from './umctl.ts';

const problem = await labProblem();

describe.skipIf(problem !== undefined)('exact plans, locks, records and the way back', () => {
  const scratch = mkdtempSync(path.join(tmpdir(), 'umctl-records-'));
  const playbook = path.join(scratch, 'playbook.ts');
  const saved = path.join(scratch, 'a.plan');
  const env = { XDG_STATE_HOME: scratch };
  let lab: Lab;
  const umctl = (command: string, ...args: readonly string[]) =>
    run([process.execPath, PROGRAM, command, ...args], { env, timeout: 300_000 });
  const on = (command: string, ...args: readonly string[]) => umctl(command, lab.files.inventory, ...args);
  const story = (command: string, ...args: readonly string[]) => on(command, '-p', playbook, ...args);
  const contents = () => Promise.all(['n1', 'n2'].map(async (n) => (await lab.exec(n, 'cat /etc/story || :')).stdout));
  const locks = () => Promise.all(['n1', 'n2'].map(async (n) => (await lab.exec(n, 'ls -d /run/umctl* || :')).stdout));
  const runs = async () => jsonLines((await umctl('history', '--json')).stdout || '{"type":"none"}');
  beforeAll(async () => {
    lab = await labUp({ lab: 'test-records', fresh: true });
  });
  afterEach(async () => expect(await locks()).toEqual(['', '']));
  afterAll(async () => {
    await lab?.down({ remove: true });
    rmSync(scratch, { recursive: true, force: true });
  });

  refusals(() => lab);

  test('plan, verify and facts change nothing on a host', async () => {
    const before = await Promise.all(['n1', 'n2'].map((name) => hostState(lab, name)));
    expect(before[0]?.size).toBeGreaterThan(5000);
    for (const command of ['plan', 'verify', 'facts']) await on(command);
    expectEnd(await on('plan', '--out', saved), 0);
    const after = await Promise.all(['n1', 'n2'].map((name) => hostState(lab, name)));
    expect(before.map((state, i) => difference(state, after[i] ?? new Set()))).toEqual([[], []]);
  });

  test.each([
    ['a file that is written', 'echo >> /etc/hosts', '/etc/hosts'],
    ['a file that is made and removed again', 'touch /var/lib/x; rm /var/lib/x', '- /var/lib d'],
    ['a route', 'ip route add blackhole 192.0.2.0/24', 'blackhole 192.0.2.0/24'],
    [
      'a setting of the kernel',
      'echo 2 > /proc/sys/net/ipv4/conf/lo/arp_announce',
      'net.ipv4.conf.lo.arp_announce = 2',
    ],
  ])('the test of that would see %s', async (_, change, seen) => {
    const before = await hostState(lab, 'n1');
    expectEnd(await lab.exec('n1', change), 0);
    expect(difference(before, await hostState(lab, 'n1')).join('\n')).toContain(seen);
  });

  test('a saved plan is for its user only, and is refused for another inventory', async () => {
    expect(statSync(saved).mode & 0o777).toBe(0o600);
    expect(readFileSync(saved, 'utf8')).toContain('<secret heartbeat key new>');
    await slowPlaybook(playbook, { marker: 'first', seconds: 0 });
    expectEnd(await story('plan', '--out', saved), 0);
    const other = path.join(scratch, 'other.yaml');
    writeFileSync(other, readFileSync(lab.files.inventory, 'utf8').replace('scheduler: rr', 'scheduler: wrr'));
    const { code, stderr } = await umctl('apply', other, '--plan', saved);
    expect([code, stderr]).toEqual([1, expect.stringContaining('the inventory is different now')]);
  });

  test('a host that moved after the plan was saved: exit 6, what moved, and nothing done; else exactly the plan', async () => {
    await lab.exec('n2', 'echo moved > /etc/story');
    const refused = await on('apply', '--plan', saved);
    expectEnd(refused, 6);
    expect(refused.stdout).toMatch(
      /n2: refused: no longer matches the saved plan[\s\S]*file \/etc\/story: content: approved .*, now /,
    );
    expect(await contents()).toEqual(['', 'moved\n']);
    await lab.exec('n2', 'rm /etc/story');
    expectEnd(await on('apply', '--plan', saved), 0);
    expect(await contents()).toEqual(['first\n', 'first\n']);
  });

  test('a second run is locked out and told by whom; kill -9 of the first needs no unlock', async () => {
    await slowPlaybook(playbook, { marker: 'second', seconds: 15 });
    const args = [PROGRAM, 'apply', lab.files.inventory, '-p', playbook, '--yes'];
    const first = spawn(process.execPath, args, { env: { ...process.env, ...env }, stdio: 'ignore' });
    await until('the first run to lock', 240, async () => (await locks()).every((found) => found !== ''));
    await until('its first step', 240, async () => (await contents()).every((content) => content === 'second\n'));
    const { code, stdout } = await story('apply', '--yes');
    expect(code, stdout).toBe(5);
    expect(stdout).toMatch(/n1: locked by \w+ on \S+ \(process \d+, run \S+\) since /);
    expect(stdout).toContain(`umctl unlock ${lab.files.inventory}`);
    first.kill('SIGKILL');
    await once(first, 'exit');
    const again = await story('apply', '--yes');
    expectEnd(again, 0);
    expect(again.stdout).toContain('took over the lock of a run that is gone');
    const kinds = (await runs()).map(({ outcome }) => (outcome as { readonly kind: string }).kind);
    expect(kinds.slice(0, 3)).toEqual(['ended', 'ended', 'ended abruptly']);
  });

  test('a run waits for the lock of another as long as it is told to', async () => {
    const holder = {
      user: 'bob',
      controller: 'away',
      machine: 'm',
      boot: 'b',
      pid: 1,
      started: '1',
      message: 'umctl apply x',
    };
    const foreign = JSON.stringify({ run: 'theirs', since: '2026-09-23T05:45:12.000Z', ...holder });
    await lab.exec('n2', `mkdir /run/umctl.lock; echo '${foreign}' > /run/umctl.lock/theirs`);
    await slowPlaybook(playbook, { marker: 'third', seconds: 0 });
    const waiting = story('apply', '--yes', '--lock-wait', '2m');
    expect((await story('plan')).stdout).toContain('n2 is being changed: locked by bob on away');
    const unlocked = await on('unlock', '--yes', '--limit', 'n2');
    expect(unlocked.stdout).toMatch(/n2: locked by bob on away[\s\S]*umctl apply x[\s\S]*Freed: 1 lock/);
    expect(await waiting).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('run: n2 is locked by bob on away'),
    });
    expect(await contents()).toEqual(['third\n', 'third\n']);
  });

  test('history shows a run whole, and restore goes back to before it', async () => {
    const last = (await runs()).find(({ command }) => command === 'apply');
    const shown = await umctl('history', String(last?.['id']));
    expect(shown.stdout).toMatch(
      /typed +umctl apply .*--lock-wait 2m[\s\S]*n1: file \/etc\/story … changed[\s\S]*2 of 2 steps/,
    );
    const back = await story('restore', '--run', String(last?.['id']), '--yes');
    expectEnd(back, 0);
    expect(back.stdout).toContain('not restored: command slow');
    expect(await contents()).toEqual(['second\n', 'second\n']);
  });
});
