import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { HEARTBEAT_SERVICE } from '../../../../roles/heartbeat/process.ts';
import { stopsBy } from '../../../../src/platform/providers/services/stops.ts';
import { isRoot } from '../../is-root.ts';

const SHELLS = [['dash'], ['bash'], ['busybox', 'sh']].filter(
  ([program = '']) => spawnSync(program, ['-c', ':']).error === undefined,
);

interface Story {
  /** What heartbeat logged, as on a real director; PID is its own. */
  readonly log?: string;
  readonly conf?: string;
  readonly status?: string;
}

const UNHEARD =
  '2026-11-29T20:38:56.263508+00:00 N2 heartbeat: [PID]: WARN: Shutdown delayed until Communication is up.';

/** Stops a process that is called heartbeat, has a child and ends by SIGKILL only, in namespaces of its own. */
function stop(shell: readonly string[], { log = UNHEARD, conf = 'node N1', status = 'false' }: Story) {
  const text = `mount -t tmpfs none /run; mount -t tmpfs none /var/log; mount -t tmpfs none /etc; mkdir /etc/ha.d
echo '${conf}' > /etc/ha.d/ha.cf
setsid perl -e '$SIG{TERM} = "IGNORE"; $0 = "heartbeat: master control process"; fork; sleep 60' &
heartbeat=$!
until grep -q control /proc/$heartbeat/cmdline; do sleep 0.1; done
printf '%11s\\n' $heartbeat > /var/run/heartbeat.pid
echo '${log}' | sed "s/PID/$heartbeat/" > /var/log/messages
name=heartbeat
explain() { :; }
fail() { printf '%s\\n' "$*" >&2; exit 1; }
cl_status() { ${status}; }
journalctl() { return 1; }
${stopsBy(HEARTBEAT_SERVICE.daemon, { withinSeconds: 3, lookEvery: 1 }).text}
stops_by sh -c "while grep -qs control /proc/$heartbeat/cmdline; do sleep 0.1; done"
echo "stopped; left: $(grep -als '^heartbeat: m' /proc/[0-9]*/cmdline | wc -l)"`;
  const command = ['-m', '-pf', '--mount-proc', '--kill-child', ...shell, '-c', text];
  return spawnSync('unshare', command, { encoding: 'utf8', timeout: 30_000 });
}

test.skipIf(!isRoot).each(SHELLS)(
  'a heartbeat that waits to be heard is killed, with its children (%s)',
  (...shell) => {
    const { stdout, stderr } = stop(shell, {});
    expect(stderr).toContain('it has no duties, so it was killed');
    expect(stdout).toBe('stopped; left: 0\n');
  },
);

test.skipIf(!isRoot).each<[string, Story, RegExp]>([
  ['with a watchdog', { conf: 'watchdog /dev/watchdog0' }, /killing it makes the watchdog restart .*: kill -KILL -\d+/],
  ['that has come up', { status: 'true' }, /has not stopped within 3 s/],
  ['of which only an earlier one said so', { log: UNHEARD.replace('PID', '1') }, /has not stopped within 3 s/],
  ['that says something else', { log: 'heartbeat: [PID]: info: giving up resources' }, /has not stopped within 3 s/],
])('no heartbeat is killed %s', (_, story, why) => {
  const { status, stdout, stderr } = stop(['sh'], story);
  expect([status, stdout]).toEqual([1, '']);
  expect(stderr).toMatch(why);
});
