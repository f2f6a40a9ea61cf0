import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Lab, labProblem, labUp } from '../../lab/index.ts';
import { slowPlaybook } from './slow-playbook.ts';
import { type JsonLine, jsonLines, PROGRAM, umctl } from './umctl.ts';

const problem = await labProblem();

const SERVICES = ['heartbeat', 'nginx', 'vsftpd', 'rsyslog'];

// One story on one pair of hosts: each test begins where the one before it ended.
describe.skipIf(problem !== undefined)('runs that are cut off, on a real cluster', () => {
  const scratch = mkdtempSync(path.join(tmpdir(), 'umctl-kill-'));
  let lab: Lab;
  const run = (command: string, ...args: readonly string[]) => umctl([command, lab.files.inventory, ...args]);
  const eachHost = (script: string) =>
    Promise.all(lab.hosts.map(async ({ name }) => (await lab.exec(name, script)).stdout));
  /** Which start of each service runs, and how often each was reloaded. */
  const lives = () =>
    eachHost(
      SERVICES.map((name) => `systemctl show -p InvocationID ${name}; journalctl -u ${name} | grep -c Reloaded`).join(
        ';',
      ),
    );
  beforeAll(async () => {
    lab = await labUp({ lab: 'test-kill', fresh: true });
  });
  afterAll(async () => {
    await lab?.down({ remove: true });
    rmSync(scratch, { recursive: true, force: true });
  });

  /** Starts apply and calls `act` at the first line that is meant. */
  async function interruptedApply(
    args: readonly string[],
    meant: (line: JsonLine) => boolean,
    act: (umctl: ChildProcess) => unknown,
  ) {
    const child = spawn(process.execPath, [PROGRAM, 'apply', lab.files.inventory, '--yes', '--json', ...args], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const ended = once(child, 'exit');
    const lines: JsonLine[] = [];
    let acted = false;
    for await (const text of createInterface({ input: child.stdout })) {
      const line = jsonLines(text)[0];
      if (line === undefined) continue;
      lines.push(line);
      if (acted || !meant(line)) continue;
      acted = true;
      await act(child);
    }
    const [code] = (await ended) as [number | null];
    return { code, lines };
  }

  test('Ctrl-C finishes the step that runs, frees the hosts, and says how to go on', async () => {
    const playbook = path.join(scratch, 'playbook.ts');
    await slowPlaybook(playbook, { marker: 'interrupted', seconds: 4 });
    const { code, lines } = await interruptedApply(
      ['-p', playbook],
      ({ type, id }) => type === 'step-start' && id === 'file /etc/story',
      (child) => child.kill('SIGINT'),
    );
    expect(code).toBe(130);
    expect(lines.filter(({ type }) => type === 'host-failed')).toEqual([]);
    expect(lines.at(-1)).toMatchObject({ type: 'summary', summary: { exit: 130 } });
    expect(await eachHost('ls -d /run/umctl* /etc/.*umctl 2>/dev/null || :')).toEqual(['', '']);
    expect((await run('apply', '--yes', '-p', playbook)).code).toBe(0);
    expect(await eachHost('cat /etc/story; ls /root/interrupted')).toEqual(
      Array(2).fill('interrupted\n/root/interrupted\n'),
    );
  });

  test('a host whose power is cut in the middle is finished by the same command, once it is back', async () => {
    const { code, lines } = await interruptedApply(
      [],
      ({ type, host, id }) => type === 'step-done' && host === 'n1' && id === 'file /etc/ha.d/ha.cf',
      () => lab.crash('n1'),
    );
    expect(code).toBe(3);
    expect(lines.at(-1)).toMatchObject({ summary: { hosts: [{ host: 'n1', outcome: 'failed' }, { host: 'n2' }] } });
    await lab.boot('n1');
    expect(await run('apply', '--yes')).toMatchObject({ code: 0 });
    expect((await run('plan', '--detailed-exitcode')).code).toBe(0);
    expect(
      await eachHost('find /etc /var/lib/umctl -name ".*.umctl" -o -name "*.new"; ls -d /run/umctl* 2>/dev/null || :'),
    ).toEqual(['', '']);
  });

  test('services live on through applies that change nothing of theirs', async () => {
    const before = await lives();
    expect(before.join()).toMatch(/InvocationID=[0-9a-f]{32}/);
    for (let i = 0; i < 2; i++) expect((await run('apply', '--yes')).code).toBe(0);
    await lab.exec('n1', 'echo theirs >> /var/www/html/index.html');
    expect((await run('apply', '--yes')).code).toBe(0);
    expect(await lives()).toEqual(before);
  });

  test('a reload that is owed is in the plan, with its reason, and is done once', async () => {
    await lab.exec('n1', 'sed -i 1s/^/x/ /var/lib/umctl/loaded/nginx');
    const { stdout } = await run('plan');
    expect(stdout).toMatch(/service nginx\n\s+because owed: .* changed since it was last loaded/);
    const before = await lives();
    expect((await run('apply', '--yes')).code).toBe(0);
    const after = await lives();
    expect(after).not.toEqual(before);
    expect((await run('apply', '--yes')).code).toBe(0);
    expect(await lives()).toEqual(after);
  });
});
