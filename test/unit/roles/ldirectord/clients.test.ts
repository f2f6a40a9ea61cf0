import { expect, test } from 'vitest';
import { noClientsOfLeaving } from '../../../../roles/ldirectord/clients.ts';
import { printed } from '../fixture.ts';

const clients = noClientsOfLeaving({
  staying: ['TCP 192.168.6.240:80 192.168.6.2:80'],
  fallbacks: ['192.168.6.9'],
  seconds: 1,
});
const table = (...reals: readonly string[]) =>
  [
    'IP Virtual Server version 1.2.1 (size=4096)',
    'TCP  192.168.6.240:80 rr',
    ...reals.map((real) => `  -> ${real} 3 0`),
  ].join('\n');

test('who stays, stands in for all, or gets nobody any more, is not leaving', () => {
  const said = printed(
    table('192.168.6.2:80 Route 1', '127.0.0.1:80 Local 1', '192.168.6.9:80 Route 1', '192.168.6.4:80 Route 0'),
  );
  expect(clients.parse(said)).toEqual(clients.want);
});

test('a real server that is sent clients and is not in the inventory leaves, and so does one of a service that goes', () => {
  const said = printed(
    `${table('192.168.6.4:80 Route 2')}\nTCP  192.168.6.240:443 wlc\n  -> 192.168.6.2:443 Route 1 0 0\n`,
  );
  expect(clients.parse(said)).toEqual({
    leaving: '192.168.6.4:80 of TCP 192.168.6.240:80, 192.168.6.2:443 of TCP 192.168.6.240:443',
  });
});
