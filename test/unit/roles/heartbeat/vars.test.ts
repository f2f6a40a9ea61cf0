import { describe, expect, it } from 'vitest';
import role from '../../../../roles/heartbeat/role.ts';
import { context, contexts, EXAMPLE, HOSTS } from '../cluster.ts';
import { issues } from '../refusals.ts';

const refused = (heartbeat: object) => issues(role, { heartbeat: { ...EXAMPLE.heartbeat, ...heartbeat } });
const links = (...given: readonly object[]) => refused({ links: given });

/** Of every first set-up with a serial link, as the example has one. */
const UNTRIED = expect.stringMatching(/serial links are not tried/);

describe('heartbeat’s variables', () => {
  it.each<[string, readonly string[], RegExp]>([
    ['no link', links(), /^heartbeat\.links: /],
    ['a link of no kind', links({ eth0: 'ucast' }), /^heartbeat\.links\[0\]: /],
    [
      'a wire twice',
      links({ ucast: 'eth0' }, { bcast: 'eth0' }),
      /^heartbeat\.links\[1\]\.bcast: eth0 is listed twice/,
    ],
    ['a wire of which no address is known', links({ ucast: 'eth1' }), /links\[0\]\.addresses: expected the directors/],
    ['no device', links({ serial: 'ttyS0' }), /links\[0\]\.serial: .*expected a device/],
    ['no speed', links({ serial: '/dev/ttyS0', baud: 1234 }), /links\[0\]\.baud: /],
    [
      'two speeds',
      links({ serial: '/dev/ttyS0' }, { serial: '/dev/ttyS1', baud: 9600 }),
      /links\[1\]\.baud: .*expected 19200/,
    ],
    ['no group', links({ mcast: 'eth0', group: '192.168.6.9' }), /links\[0\]\.group: .*expected a multicast group/],
    ['a late warning', refused({ warntime: 5 }), /^heartbeat\.warntime: .*expected a time between/],
    ['too few beats', refused({ keepalive: 2 }), /^heartbeat\.keepalive: .*expected at most half/],
    ['a hasty start', refused({ initdead: 1 }), /^heartbeat\.initdead: .*expected at least deadtime \(3 s\)/],
    ['a key in plain sight', refused({ key: 'ultramonkey' }), /^heartbeat\.key: /],
    ['two sources of a key', refused({ key: { from_env: 'A', from_file: 'b' } }), /does not go with the other keys/],
  ])('are refused with %s', (_, found, message) => {
    expect(found).toEqual([expect.stringMatching(message)]);
  });

  it.each([{ from_env: 'A' }, { from_file: '~/key' }, { from_command: 'pass show ha' }, { generate: true }])(
    'may have a key %o',
    (key) => {
      expect(refused({ key })).toEqual([]);
    },
  );
});

describe('what only the cluster can tell', () => {
  const refusals = (options: Parameters<typeof context>[1]) =>
    role.refuse?.(context(role, options)).map(({ path, message }) => `${path.join('.')}: ${message}`);

  it('is fine in the example', () => {
    expect(refusals({})).toEqual([]);
  });

  it('is a node that calls itself something else', () => {
    const named = (nodeName: string) => role.refuseHost?.(context(role, { facts: { nodeName } }));
    expect(named('n1')).toEqual([]);
    expect(named('debian')).toEqual([
      { path: [], message: expect.stringMatching(/the node name of n1 is 'debian' \(uname -n\)/) },
    ]);
  });

  it.each(['ä', 'n_1', 'a@b', 'a+b', '50%', '-n', 'n-', 'a..b', 'x'.repeat(64)])('is a director called %s', (name) => {
    const [first, ...rest] = HOSTS;
    if (first === undefined) throw new Error('the fixture has no hosts');
    const [refused] = contexts(role, { hosts: [{ ...first, name }, ...rest] }).map((each) => role.refuse?.(each));
    expect(refused).toEqual([
      { path: [], message: expect.stringMatching(/expected letters, digits, hyphens and dots, found '/) },
    ]);
  });

  it('is no director with a name of RFC 1123', () => {
    for (const name of ['n1', '1n', 'ha-1.example.com', 'N1', 'x'.repeat(63)]) {
      const hosts = HOSTS.map((host, i) => (i === 0 ? { ...host, name } : host));
      expect(contexts(role, { hosts }).flatMap((each) => role.refuse?.(each) ?? [])).toEqual([]);
    }
  });

  it('is an address list of another length than the directors’', () => {
    const heartbeat = { ...EXAMPLE.heartbeat, links: [{ ucast: 'eth1', addresses: ['10.0.0.1'] }] };
    expect(refusals({ vars: { heartbeat } })).toEqual([
      expect.stringMatching(
        /^heartbeat\.links\.0\.addresses: .*expected an address for each of the 2 directors, found 1/,
      ),
    ]);
  });

  it('is a cluster of one, which is warned of', () => {
    expect(role.warn?.(context(role, { hosts: HOSTS.slice(0, 1) }))).toEqual([
      expect.stringMatching(/one director only/),
      UNTRIED,
    ]);
  });

  it('is one link only, which is warned of', () => {
    const heartbeat = { ...EXAMPLE.heartbeat, links: [{ ucast: 'eth0' }] };
    expect(role.warn?.(context(role, { vars: { heartbeat } }))).toEqual([expect.stringMatching(/one link only/)]);
    expect(role.warn?.(context(role))).toEqual([UNTRIED]);
  });
});
