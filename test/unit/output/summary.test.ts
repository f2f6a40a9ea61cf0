import { describe, expect, test } from 'vitest';
import { EXIT } from '../../../src/core/errors.ts';
import type { HostSummary, Summary } from '../../../src/core/events.ts';
import { uncoloured } from '../../../src/output/paint.ts';
import { formatSummary } from '../../../src/output/summary.ts';

const host = (name: string, outcome: HostSummary['outcome'], planned = 0, done = 0): HostSummary => ({
  host: name,
  outcome,
  planned,
  done,
});

const show = (summary: Partial<Summary> & Pick<Summary, 'command' | 'hosts'>): string =>
  formatSummary(
    { exit: EXIT.done, checks: { passed: 0, failed: 0 }, milliseconds: 41_200, ...summary },
    { command: summary.command, inventory: 'my inventory.yaml', limit: 'n1:n2' },
    uncoloured,
  ).join('\n');

describe('plan', () => {
  test('with changes leads to apply', () => {
    expect(show({ command: 'plan', hosts: [host('n1', 'planned', 12), host('node2', 'unchanged')] })).toBe(`
n1     planned    12 steps
node2  unchanged
Planned: 12 steps on 1 of 2 hosts (41 s). Nothing was changed.
To make these changes:
  umctl apply 'my inventory.yaml' --limit n1:n2`);
  });

  test('without changes leads to verify', () => {
    expect(show({ command: 'plan', hosts: [host('n1', 'unchanged')] })).toBe(`
n1  unchanged
Nothing to do: 1 host is as wanted (41 s).
To prove that it serves:
  umctl verify 'my inventory.yaml' --limit n1:n2`);
  });
});

describe('apply', () => {
  test('ended at a health gate tells how to go on, and how to go back', () => {
    const hosts = [host('n1', 'not reached', 2), host('n2', 'changed', 2, 2)];
    const summary = { command: 'apply', exit: EXIT.unhealthy, checks: { passed: 3, failed: 1 }, hosts, run: '2026-1' };
    expect(show(summary)).toContain(`
After fixing the failed checks, go on with n1:
  umctl apply 'my inventory.yaml' --limit n1:n2
To go back to the files of before this run:
  umctl restore 'my inventory.yaml' --run 2026-1
`);
  });

  test('whose last gate stays closed tells how to go back', () => {
    const hosts = [host('n1', 'changed', 2, 2), host('n2', 'changed', 2, 2)];
    const summary = { command: 'apply', exit: EXIT.unhealthy, checks: { passed: 3, failed: 1 }, hosts, run: '2026-1' };
    const back = "To go back to the files of before this run:\n  umctl restore 'my inventory.yaml' --run 2026-1\n";
    expect(show(summary)).toContain(`\n${back}`);
    expect(show(summary)).not.toContain('go on with');
    expect(show({ ...summary, hosts: [host('n1', 'unchanged')] })).not.toContain(back);
  });

  test('tells of a host that it leaves drained, and how it gets clients again, with a node of its own and no limit', () => {
    const hosts = [host('n1', 'failed', 2, 1), host('n2', 'not reached', 2)];
    expect(show({ command: 'apply', exit: EXIT.failed, hosts, marks: { drained: ['n1'] } })).toContain(`
n1 was drained for its change and is left so: it gets no new clients. To give it clients again, once it is fit for them:
  umctl undrain 'my inventory.yaml' n1
`);
  });

  test('done leads to verify', () => {
    expect(show({ command: 'apply', hosts: [host('n1', 'changed', 12, 12), host('n2', 'changed', 1, 1)] })).toBe(`
n1  changed  12 of 12 steps done
n2  changed  1 of 1 step done
Done: 13 steps on 2 hosts in 41 s.
To prove that the cluster serves:
  umctl verify 'my inventory.yaml' --limit n1:n2`);
  });

  test('answered no says that nothing was changed', () => {
    expect(show({ command: 'apply', hosts: [host('n1', 'planned', 2)] })).toContain(
      'Nothing was changed. Planned: 2 steps on 1 of 1 host.',
    );
  });

  test('failed tells why, what was not reached, and how to go on', () => {
    const failure = { host: 'n1', exit: EXIT.failed, message: 'it broke', next: 'ssh n1 df -h' };
    const hosts = [{ ...host('n1', 'failed', 12, 3), failure }, host('n2', 'not reached', 4)];
    expect(show({ command: 'apply', exit: EXIT.failed, hosts })).toBe(`
n1  failed       3 of 12 steps done
n2  not reached  4 steps not begun

n1: it broke
  next: ssh n1 df -h

Apply ended after 41 s. Of 2 hosts: 1 failed, 1 not reached.
Exit 3: a host failed.
Run it again: finished steps are skipped:
  umctl apply 'my inventory.yaml' --limit n1:n2`);
  });

  test('stopped by a check between hosts leads back to apply, once', () => {
    const hosts = [host('n1', 'changed', 2, 2), host('n2', 'not reached', 2)];
    const text = show({ command: 'apply', exit: EXIT.unhealthy, hosts, checks: { passed: 3, failed: 1 } });
    expect(text.split('\n').filter((line) => line.includes('umctl apply'))).toEqual([
      "  umctl apply 'my inventory.yaml' --limit n1:n2",
    ]);
    expect(text).toContain('After fixing the failed checks, go on with n2:');
  });

  test.each(['drain', 'undrain', 'restore', 'rotate-key'])('%s that was answered no leads to itself', (command) => {
    const text = show({ command, hosts: [host('n1', 'planned', 2)] });
    expect(text).toContain('Nothing was changed. Planned: 2 steps on 1 of 1 host.');
    expect(text).toMatch(new RegExp(`:\n  umctl ${command} 'my inventory.yaml'`));
  });

  test.each([
    [{ tags: ['ldirectord'] }, /^To try again \(without --tags, if a role that it leaves out has to come first\):$/m],
    [{ skipTags: ['packages'] }, /^To try again \(without --skip-tags, if a role that it leaves out .*\):$/m],
    [{}, /^To try again:$/m],
  ])('of some roles only says that one may be missing: %j', (roles, next) => {
    const hosts = [host('n1', 'failed', 6)];
    const summary = { command: 'apply', exit: EXIT.failed, hosts, checks: { passed: 0, failed: 0 }, milliseconds: 1 };
    expect(formatSummary(summary, { command: 'apply', inventory: 'a.yaml', ...roles }, uncoloured).join('\n')).toMatch(
      next,
    );
  });

  test('interrupted says so', () => {
    const text = show({ command: 'apply', exit: EXIT.interrupted, hosts: [host('n1', 'unfinished', 12, 3)] });
    expect(text).toContain('n1  unfinished  3 of 12 steps done\n');
    expect(text).toContain('Interrupted after 41 s.');
    expect(text).toContain('Exit 130: interrupted.');
    expect(text).not.toContain('Nothing was changed');
    const asked = show({ command: 'apply', exit: EXIT.interrupted, hosts: [host('n1', 'planned', 12)] });
    expect(asked).toContain('Interrupted after 41 s. Nothing was changed.');
    expect(text).toContain('Run it again: finished steps are skipped:');
    expect(asked).not.toContain('finished steps');
  });
});

describe('after a look only', () => {
  const shown = (command: string, checks: Summary['checks']): string =>
    formatSummary(
      { command, exit: EXIT.done, hosts: [host('n1', 'unchanged')], checks, milliseconds: 1000, onlyShown: true },
      { command, inventory: 'a.yaml', to: 'n2', drill: ['--fault', 'crash', '--allow-crash'] },
      uncoloured,
    ).join('\n');

  test('switchover and drill lead to what does it, with the options that were given', () => {
    expect(shown('switchover', { passed: 12, failed: 0 })).toMatch(
      /Nothing was changed\.\nTo hand over:\n {2}umctl switchover a\.yaml --to n2$/,
    );
    expect(shown('drill', { passed: 0, failed: 0 })).toMatch(
      /\nTo make this fault:\n {2}umctl drill a\.yaml --fault crash --allow-crash$/,
    );
  });

  test('a switchover that has nothing to hand over leads nowhere', () => {
    expect(shown('switchover', { passed: 0, failed: 0 })).not.toContain('umctl switchover');
  });
});

describe('verify', () => {
  test('of the hosts that are left it says how much it could prove', () => {
    const hosts = [host('n1', 'unchanged'), host('n2', 'failed')];
    expect(show({ command: 'verify', exit: EXIT.unreachable, hosts, checks: { passed: 11, failed: 1 } })).toContain(
      '\nVerify ended after 41 s. Of 2 hosts: 1 ok, 1 failed. 11 of 12 checks that could be asked passed.\n',
    );
  });

  test('passed is the end', () => {
    expect(show({ command: 'verify', hosts: [host('n1', 'unchanged')], checks: { passed: 24, failed: 0 } })).toBe(`
n1  unchanged
24 checks passed in 41 s.`);
  });

  test('failed counts, and leads to another look', () => {
    const checks = { passed: 21, failed: 3 };
    const text = show({ command: 'verify', exit: EXIT.unhealthy, hosts: [host('n1', 'unchanged')], checks });
    expect(text).toContain('3 of 24 checks failed in 41 s.\nExit 7: a health check failed.\nTo check again:\n');
  });
});

test('facts has a line only for hosts that failed', () => {
  const failure = { host: 'n2', exit: EXIT.unreachable, message: 'connection refused' };
  const hosts = [host('n1', 'unchanged'), { ...host('n2', 'failed'), failure }];
  const text = show({ command: 'facts', exit: EXIT.unreachable, hosts });
  expect(text).toContain('\nn2  failed\n');
  expect(text).not.toContain('\nn1 ');
  expect(text).toContain('Of 2 hosts: 1 ok, 1 failed.');
});
