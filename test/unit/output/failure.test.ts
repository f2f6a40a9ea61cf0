import { expect, test } from 'vitest';
import { EXIT } from '../../../src/core/errors.ts';
import { moved, notConverged } from '../../../src/engine/approve/differences.ts';
import { formatFailure } from '../../../src/output/failure.ts';
import { uncoloured } from '../../../src/output/paint.ts';
import { makeStep } from '../step.ts';

test('a failure says what failed, the command, its output, and the next thing to type', () => {
  const failure = {
    host: 'n2',
    exit: EXIT.failed,
    message: 'service heartbeat could not be changed',
    command: 'systemctl restart heartbeat',
    output: 'Job for heartbeat.service failed.\nSee "journalctl -xeu heartbeat.service".\n',
    denied: ['heartbeat (cluster_t): name_bind on udp_socket port 694 (hi_reserved_port_t)'],
    next: 'ssh n2 journalctl -xeu heartbeat',
  };
  expect(formatFailure(failure, uncoloured).join('\n')).toBe(
    `
n2: service heartbeat could not be changed
  command: systemctl restart heartbeat
  output:
    Job for heartbeat.service failed.
    See "journalctl -xeu heartbeat.service".
  SELinux denied: heartbeat (cluster_t): name_bind on udp_socket port 694 (hi_reserved_port_t)
  next: ssh n2 journalctl -xeu heartbeat`.slice(1),
  );
});

test('what is not known is left out', () => {
  const failure = { host: 'n2', exit: EXIT.unreachable, message: 'connection refused', output: '' };
  expect(formatFailure(failure, uncoloured)).toEqual(['n2: connection refused']);
});

test('a long script is not in the way of what it printed', () => {
  const command = Array.from({ length: 40 }, (_, i) => `line ${i + 1}`).join('\n');
  const failure = { host: 'n2', exit: EXIT.failed, message: 'it broke', command };
  expect(formatFailure(failure, uncoloured)).toEqual([
    'n2: it broke',
    '  command: a script of 40 lines, which umctl plan -v shows',
  ]);
});

test('what no program printed is called what it is', () => {
  const step = makeStep('file', '/etc/motd', { changes: [{ field: 'mode', from: '0600', to: '0644' }] });
  expect(formatFailure(moved('n2', [step], []).failure, uncoloured)).toContain(
    '  what differs: already as wanted: file /etc/motd: mode 0600 → 0644',
  );
  expect(formatFailure(notConverged('n2', [step]).failure, uncoloured)).toContain(
    '  what is left: file /etc/motd: mode 0600 → 0644',
  );
});
