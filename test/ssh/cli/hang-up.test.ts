import { afterAll, beforeAll, expect, test } from 'vitest';
import { descendants, signal } from '../processes.ts';
import { until } from '../until.ts';
import { openSite, type Site, slowPlaybook } from './site.ts';

let site: Site;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site?.close());

test('a terminal that is closed in the middle of a step leaves no lock: the step ends, and the run with it', async () => {
  const playbook = site.write('slow.ts', slowPlaybook('one'));
  let script = 0;
  const shown = site.onTerminal(['apply', site.inventory, '-p', playbook, '--yes'], [], (pid) => {
    script = pid;
  });
  const early = shown.then(({ screen }) => Promise.reject(new Error(`umctl ended before the step began: ${screen}`)));
  const begun = until('the step to begin', () => site.node.read('/srv/began') !== undefined, 60_000);
  await Promise.race([begun, early]);
  const umctl = descendants(script);
  signal([script], 'SIGKILL');
  await early.catch(() => {});
  // As a shell does that ends with its terminal.
  signal(umctl, 'SIGHUP');
  expect(site.node.given('ls /run/umctl.lock')).not.toBe('');
  site.node.given('touch /srv/go');
  await until('the end of umctl', () => umctl.every((pid) => !isThere(pid)), 60_000);
  expect(site.node.given('ls /srv; ls -d /run/umctl.lock 2>/dev/null || :')).toBe('began\ndone\ngo\nstory\n');
  const { stdout } = await site.umctl('history');
  expect(stdout).toContain('exit 130: interrupted (2 of 2 steps done)');
});

function isThere(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
