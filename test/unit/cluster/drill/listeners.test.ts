import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { listeners } from '../../../../src/cluster/drill/faults/kill-real-service.ts';

test.each([
  ['iproute2 since 4', 'users:(("nginx",pid=812,fd=6),("nginx",pid=811,fd=6))'],
  ['iproute of EL 5 and 6', 'users:(("nginx",812,6),("nginx",811,6))'],
])('the processes that listen are found in what ss of %s prints', (_, users) => {
  const input = `State Recv-Q Send-Q Local:Port Peer:Port\nLISTEN 0 511 0.0.0.0:80 0.0.0.0:* ${users}\n`;
  expect(execFileSync('sh', ['-c', listeners.text], { input, encoding: 'utf8' })).toBe('812\n811\n');
});
