import { afterAll, beforeAll, expect, test } from 'vitest';
import { until } from '../until.ts';
import { openSite, type Site, slowPlaybook } from './site.ts';

let site: Site;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site?.close());

test('the lock of a run that is under way is not freed by --yes; of a killed one it is, and all is on record', async () => {
  const own = ['-p', site.write('slow.ts', slowPlaybook('one'))];
  const apply = site.start('apply', site.inventory, ...own, '--yes');
  const begun = (): boolean => site.node.read('/srv/began') !== undefined;
  await until('the step to begin', begun, 60_000);
  const spared = await site.umctl('unlock', site.inventory, ...own, '--yes');
  expect(spared.code, spared.stdout).toBe(5);
  expect(spared.stdout).toContain('Its process still runs here.');
  expect(spared.stdout).toContain(`umctl unlock ${site.inventory} --playbook ${own[1]} --yes --even-if-running`);
  expect(site.node.given('ls /run/umctl.lock')).not.toBe('');
  process.kill(apply.pid, 'SIGKILL');
  await apply.ended;
  const looked = await site.umctl('unlock', site.inventory, ...own, '--check');
  expect(looked.code).toBe(0);
  expect(looked.stdout).toMatch(/Its process is gone\.[\s\S]*Nothing was changed: 1 host stays locked/);
  expect(site.node.given('ls /run/umctl.lock')).not.toBe('');
  const freed = await site.umctl('unlock', site.inventory, ...own, '--yes');
  expect(freed).toMatchObject({ code: 0, stdout: expect.stringMatching(/Its process is gone\.[\s\S]*Freed: 1 lock/) });
  site.node.given('touch /srv/go; [ ! -e /run/umctl.lock ]');
  const { stdout } = await site.umctl('history');
  expect(stdout).toMatch(/ unlock .* done: 1 step\n.* unlock .* exit 5.*\n.* apply .* ended abruptly/);
  // Handed over to nobody, as this playbook cannot: on record all the same.
  await site.umctl('switchover', site.inventory, ...own, '--yes');
  expect((await site.umctl('history')).stdout).toMatch(/ switchover .* exit 1: usage or input is wrong/);
});
