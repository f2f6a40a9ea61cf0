import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Lab, labProblem } from '../../lab/index.ts';
import { appliedLab } from './applied/lab.ts';
import { interruptedApply } from './interrupted-apply.ts';
import { slowPlaybook } from './slow-playbook.ts';
import { umctl } from './umctl.ts';

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
    lab = await appliedLab('test-kill');
  });
  afterAll(async () => {
    await lab?.down({ remove: true });
    rmSync(scratch, { recursive: true, force: true });
  });

  test('Ctrl-C finishes the step that runs, frees the hosts, and says how to go on', async () => {
    const playbook = path.join(scratch, 'playbook.ts');
    await slowPlaybook(playbook, { marker: 'interrupted', seconds: 4 });
    const { code, lines } = await interruptedApply(lab.files.inventory, ['-p', playbook], {
      meant: ({ type, id }) => type === 'step-start' && id === 'file /etc/story',
      act: (child) => child.kill('SIGINT'),
    });
    expect(code).toBe(130);
    expect(lines.filter(({ type }) => type === 'host-failed')).toEqual([]);
    expect(lines.at(-1)).toMatchObject({ type: 'summary', summary: { exit: 130 } });
    expect(await eachHost('ls -d /run/umctl* /etc/.*umctl 2>/dev/null || :')).toEqual(['', '']);
    expect((await run('apply', '--yes', '-p', playbook)).code).toBe(0);
    expect(await eachHost('cat /etc/story; ls /root/interrupted')).toEqual(
      Array(2).fill('interrupted\n/root/interrupted\n'),
    );
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
