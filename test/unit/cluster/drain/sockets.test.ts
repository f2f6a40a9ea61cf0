import { describe, expect, test } from 'vitest';
import { openAt } from '../../../../src/cluster/drain/sockets.ts';

const lines = (...all: readonly string[]): string => all.map((line) => `socket ${line}\n`).join('');

describe('open connections of a real server, by its sockets', () => {
  // As ss of iproute2 6.1 printed them, counted by awk.
  const SEEN = lines(
    '1 LISTEN *:80',
    '3 ESTAB [::ffff:192.168.6.240]:80',
    '2 ESTAB 192.168.6.2:80',
    '9 TIME-WAIT 192.168.6.240:80',
  );

  test('those of the virtual address alone count', () => {
    expect(openAt(SEEN, '192.168.6.240:80')).toBe(3);
    expect(openAt(`active\nTCP  192.168.6.240:80 rr\n${SEEN}`, '192.168.6.240:80')).toBe(3);
  });

  test('what the client has closed does not, what is opening does', () => {
    const states = ['FIN-WAIT-1', 'FIN-WAIT-2', 'SYN-RECV', 'CLOSE-WAIT', 'LAST-ACK', 'CLOSING', 'UNCONN'];
    const seen = lines('1 LISTEN 0.0.0.0:80', ...states.map((state) => `1 ${state} 192.168.6.240:80`));
    expect(openAt(seen, '192.168.6.240:80')).toBe(3);
  });

  test('nothing is told by a host where nobody listens, or someone listens at another address', () => {
    expect(openAt('', '192.168.6.240:80')).toBeUndefined();
    expect(openAt(SEEN, '192.168.6.240:443')).toBeUndefined();
    expect(openAt(lines('1 LISTEN 127.0.0.1:80'), '192.168.6.240:80')).toBeUndefined();
    expect(openAt(lines('1 LISTEN 192.168.6.240:80'), '192.168.6.240:80')).toBe(0);
  });

  test.each([
    ['[2001:db8::1]:80', '[::]:80', '[2001:db8:0::1]:80'],
    // Before iproute2 4.
    ['[2001:db8::1]:80', ':::80', '2001:db8::1:80'],
    ['192.0.2.1:80', ':::80', '::ffff:192.0.2.1:80'],
    ['192.0.2.1:80', '*%eth0:80', '192.0.2.1%eth0:80'],
    ['192.0.2.1:80', '[::]%eth0:80', '[::ffff:192.0.2.1]%eth0:80'],
  ])('%s however ss writes it', (endpoint, listener, local) => {
    expect(openAt(lines(`1 LISTEN ${listener}`, `2 ESTAB ${local}`), endpoint)).toBe(2);
  });
});
