import { expect, test } from 'vitest';
import role from '../../../../roles/ldirectord/role.ts';
import { contexts, HOSTS } from '../cluster.ts';

const http = { name: 'http', port: 80, check: { type: 'connect' } };
const hosts = HOSTS.map((host) => ({
  ...host,
  vars: { gateway: '192.168.6.1' },
  at: (path: readonly PropertyKey[]) => ({ file: path.join('.'), line: 27, column: 9 }),
}));

function plan(service: object, globals: object = {}) {
  const vars = { virtual_services: [{ ...http, ...service }], ldirectord: globals };
  const [director] = contexts(role, { vars, hosts });
  if (director === undefined) throw new Error('no director');
  return {
    refused: role.refuse?.(director).map(({ path, message }) => `${path.join('.')}: ${message}`),
    warned: role.warn?.(director),
    forwards: role.resources(director).find(({ id }) => id === 'wanted sysctl masquerade')?.want,
  };
}

const FORWARDS = {
  'net.ipv4.ip_forward': '1',
  'net.ipv4.conf.all.send_redirects': '0',
  'net.ipv4.conf.eth0.send_redirects': '0',
};

test.each([
  [
    'a real server',
    { real_servers: [{ address: '10.0.0.9', forwarding: 'masq' }] },
    {},
    'virtual_services.0.real_servers.0',
  ],
  [
    'all',
    { nodes: false, forwarding: 'masq', real_servers: [{ address: '10.0.0.9' }] },
    {},
    'virtual_services.0.real_servers.0',
  ],
  ['a fallback', { fallback: { address: '10.0.0.9', forwarding: 'masq' } }, {}, 'virtual_services.0.fallback'],
  ['the fallback of all', {}, { fallback: { address: '10.0.0.9', forwarding: 'masq' } }, 'ldirectord.fallback'],
])(
  'the director passes packets on where %s is masqueraded, and the plan says what its host needs',
  (_, service, globals, place) => {
    const { refused, warned, forwards } = plan(service, globals);
    expect(refused).toEqual([]);
    expect(forwards).toEqual(FORWARDS);
    expect(warned).toEqual([
      expect.stringMatching(new RegExp(`^${place}:27:9: 10\\.0\\.0\\.9 .*whichever director is active`)),
    ]);
  },
);

test('a neighbour on the segment answers through the virtual address', () => {
  const { warned } = plan({ real_servers: [{ address: '192.168.6.9', forwarding: 'masq' }] });
  expect(warned).toEqual([
    expect.stringMatching(/default route to the virtual address 192\.168\.6\.240.* Clients on this very segment/),
  ]);
});

test('what nobody could check is told once, by the names of all that it is true of', () => {
  const near = ['192.168.6.9', '192.168.6.10'].map((address) => ({ address, forwarding: 'masq' }));
  const { warned } = plan({ real_servers: [...near, { address: '10.0.0.9', forwarding: 'masq' }], fallback: near[0] });
  expect(warned).toEqual([
    expect.stringMatching(
      /: 192\.168\.6\.9 and 192\.168\.6\.10 get clients by masq, .* umctl does not log in to them, so nobody has checked that: set their default route to the virtual/,
    ),
    expect.stringMatching(/: 10\.0\.0\.9 gets clients by masq, .* does not log in to it, .* whichever director/),
  ]);
});

test('a node is not masqueraded, as its answers go past the director', () => {
  const own = { address: '192.168.6.3', forwarding: 'masq' };
  expect(plan({ forwarding: 'masq' }).refused).toEqual([
    expect.stringMatching(/^virtual_services\.0\.forwarding: .*n1 sends them by the gateway 192\.168\.6\.1/),
  ]);
  const named = [expect.stringMatching(/^virtual_services\.0\.real_servers\.0\.forwarding: .*n2 sends them/)];
  expect(plan({ real_servers: [own] }).refused).toEqual(named);
  expect(plan({ real_servers: [own], nodes: false }).refused).toEqual(named);
  expect(plan({ real_servers: [{ address: own.address }], nodes: false, forwarding: 'masq' }).refused).toEqual(named);
  expect(plan({ fallback: own }).refused).toEqual([
    expect.stringMatching(/^virtual_services\.0\.fallback\.forwarding: .*n2 sends them/),
  ]);
  expect(plan({}, { fallback: own }).refused).toEqual([
    expect.stringMatching(/^ldirectord\.fallback\.forwarding: .*n2 sends them/),
  ]);
});

test('nothing of it where nobody is masqueraded, or only the director itself', () => {
  const none = { refused: [], warned: [], forwards: undefined };
  expect(plan({})).toEqual(none);
  expect(plan({ fallback: { address: '127.0.0.1', forwarding: 'masq' } })).toEqual(none);
});
