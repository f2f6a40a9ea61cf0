import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { expectEnd } from '../expect-end.ts';
import { interruptedApply } from '../interrupted-apply.ts';
import { slowPlaybook } from '../slow-playbook.ts';
import type { Act } from './story.ts';

const SERVICES = ['heartbeat', 'nginx', 'vsftpd', 'rsyslog'];

/** Runs that are cut off, and what runs after them leave alone. */
export const cutOff: Act = ({ lab, run }) => {
  const scratch = mkdtempSync(path.join(tmpdir(), 'umctl-cut-off-'));
  const eachHost = (script: string) =>
    Promise.all(lab().hosts.map(async ({ name }) => (await lab().exec(name, script)).stdout));
  /** Which start of each service runs, and how often each was reloaded. */
  const lives = () =>
    eachHost(
      SERVICES.map((name) => `systemctl show -p InvocationID ${name}; journalctl -u ${name} | grep -c Reloaded`).join(
        ';',
      ),
    );
  afterAll(() => rmSync(scratch, { recursive: true, force: true }));

  test('Ctrl-C finishes the step that runs, frees the hosts, and says how to go on', async () => {
    const playbook = path.join(scratch, 'playbook.ts');
    await slowPlaybook(playbook, { marker: 'interrupted', seconds: 4 });
    const { code, lines } = await interruptedApply(lab().files.inventory, ['-p', playbook], {
      meant: ({ type, id }) => type === 'step-start' && id === 'file /etc/story',
      act: (child) => child.kill('SIGINT'),
    });
    expect(code, JSON.stringify(lines.slice(-20))).toBe(130);
    expect(lines.filter(({ type }) => type === 'host-failed')).toEqual([]);
    expect(lines.at(-1)).toMatchObject({ type: 'summary', summary: { exit: 130 } });
    expect(await eachHost('ls -d /run/umctl* /etc/.*umctl 2>/dev/null || :')).toEqual(['', '']);
    expectEnd(await run('apply', '--yes', '-p', playbook), 0);
    expect(await eachHost('cat /etc/story; ls /root/interrupted')).toEqual(
      Array(2).fill('interrupted\n/root/interrupted\n'),
    );
  });

  test('services live on through applies that change nothing of theirs', async () => {
    const before = await lives();
    expect(before.join()).toMatch(/InvocationID=[0-9a-f]{32}/);
    expectEnd(await run('apply', '--yes'), 0);
    await lab().exec('n1', 'echo theirs >> /var/www/html/index.html');
    expectEnd(await run('apply', '--yes'), 0);
    expect(await lives()).toEqual(before);
  });

  test('a reload that is owed is in the plan, with its reason, and is done once', async () => {
    // As if a file of its had been written after that.
    await lab().exec('n1', `sed -i '$s/$/1/' /var/lib/umctl/loaded/nginx`);
    const { stdout } = await run('plan');
    expect(stdout).toMatch(/service nginx\n\s+because .* changed since it was last loaded/);
    const before = await lives();
    expectEnd(await run('apply', '--yes'), 0);
    expect(await lives()).not.toEqual(before);
    expectEnd(await run('plan', '--detailed-exitcode'), 0);
  });
};
