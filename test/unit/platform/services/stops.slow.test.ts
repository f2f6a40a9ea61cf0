import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { HEARTBEAT_SERVICE } from '../../../../roles/heartbeat/process.ts';
import { stopsBy } from '../../../../src/platform/providers/services/stops.ts';

/** Shells that hosts have; those that this machine has not are left out. */
const SHELLS = [['dash'], ['bash'], ['busybox', 'sh']].filter(
  ([program = '']) => spawnSync(program, ['-c', ':']).error === undefined,
);

const stop = (shell: readonly string[], command: string, withinSeconds = 60) => {
  const [program = 'sh', ...rest] = shell;
  const functions = `name=heartbeat
explain() { echo 'info: Running LVSDirector stop'; }
fail() { printf '%s\\n' "$*" >&2; exit 1; }
cl_status() { echo transition; }`;
  const text = `${functions}\n${stopsBy(HEARTBEAT_SERVICE.daemon, { withinSeconds }).text}\n${command}\necho stopped`;
  return spawnSync(program, [...rest, '-c', text], { encoding: 'utf8', timeout: 40_000 });
};

test.each(SHELLS)(
  'a service that does not stop is waited for so long and no longer, and what it does is told (%s)',
  (...shell) => {
    const { status, stdout, stderr } = stop(shell, 'stops_by sleep 50', 2);
    expect([status, stdout]).toEqual([1, '']);
    expect(stderr).toContain('info: Running LVSDirector stop\nheartbeat says of its resources: transition\n');
    expect(stderr).toContain("heartbeat has not stopped within 2 s of 'sleep 50'; what it said last is above");
  },
);

test.each(SHELLS)('one that stops goes on, and one that fails to is told of (%s)', (...shell) => {
  expect(stop(shell, 'stops_by true')).toMatchObject({ status: 0, stdout: 'stopped\n', stderr: '' });
  expect(stop(shell, 'stops_by sh -c "sleep 1; exit 0"')).toMatchObject({ status: 0, stdout: 'stopped\n' });
  const failed = stop(shell, 'stops_by sh -c "echo no >&2; exit 5"');
  expect([failed.status, failed.stderr]).toEqual([
    1,
    expect.stringMatching(/^no\ninfo: .*\n'sh -c .*' failed; the last it said is above\n$/),
  ]);
});
