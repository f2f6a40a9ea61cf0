import { describe, expect, it } from 'vitest';
import role from '../../../../roles/ldirectord/role.ts';
import { issues } from '../refusals.ts';
import { EVERYTHING } from './everything.ts';

const http = { name: 'http', port: 80, check: { type: 'connect' } };
const refused = (...services: readonly object[]) => issues(role, { virtual_services: services });
const one = (settings: object) => refused({ ...http, ...settings });
const check = (settings: object) => one({ check: { service: 'http', ...settings } });

describe('virtual services', () => {
  it('may use everything that ldirectord(8) has', () => {
    expect(issues(role, EVERYTHING)).toEqual([]);
  });

  it.each<[string, readonly string[], RegExp]>([
    ['a name twice', refused(http, { ...http, port: 81 }), /^virtual_services\[1\]\.name: there is a service 'http'/],
    [
      'a port twice',
      refused(http, { ...http, name: 'b' }),
      /^virtual_services\[1\]\.port: tcp port 80 is the service 'http'/,
    ],
    ['neither port nor mark', refused({ name: 'a', check: { type: 'on' } }), /\.port: .*expected a port/],
    ['port and mark', one({ fwmark: 1 }), /\.fwmark: `fwmark` does not go with `port`/],
    [
      'a mark with a protocol',
      refused({ name: 'a', fwmark: 1, protocol: 'tcp', check: { type: 'on' } }),
      /\.protocol: /,
    ],
    ['netmask alone', one({ netmask: '255.255.255.0' }), /\.netmask: .*needs `persistent`/],
    ['no netmask', one({ persistent: 1, netmask: '255.0.255.0' }), /\.netmask: .*expected a netmask/],
    ['ops over tcp', one({ ops: true }), /\.ops: /],
    ['flags of another scheduler', one({ scheduler: 'mh', schedflags: ['sh-port'] }), /\.schedflags\[0\]: sh-port/],
    ['an unknown scheduler', one({ scheduler: 'random' }), /\.scheduler: /],
    ['nobody to serve', one({ nodes: false }), /\.real_servers: .*expected at least one/],
    [
      'a real server twice',
      one({ real_servers: [{ address: '10.0.0.1' }, { address: '10.0.0.1' }] }),
      /real_servers\[1\]\.address/,
    ],
    ['another port without masq', one({ real_servers: [{ address: '10.0.0.1', port: 81 }] }), /\[0\]\.port: .*masq/],
    ['half a pair', one({ real_servers: [{ address: '10.0.0.1', request: 'a' }] }), /both `request` and `receive`/],
    ['a name with spaces', one({ name: 'a b' }), /\.name: .*expected letters/],
    ['an unknown key', one({ prot: 80 }), /unknown key "prot"/],
  ])('are refused with %s', (_, found, message) => {
    expect(found).toEqual([expect.stringMatching(message)]);
  });

  it('need their own fallback where they are marks', () => {
    const marked = { name: 'a', fwmark: 1, check: { type: 'on' } };
    const ldirectord = { fallback: { address: '127.0.0.1' } };
    expect(issues(role, { ldirectord, virtual_services: [marked] })).toEqual([expect.stringMatching(/\.fwmark: /)]);
    expect(issues(role, { ldirectord, virtual_services: [{ ...marked, ...ldirectord }] })).toEqual([]);
  });
});

describe('checks', () => {
  it.each<[string, readonly string[], RegExp]>([
    ['an unknown service', one({ port: 81, check: {} }), /\.check\.service: expected what/],
    ['no command', one({ check: { type: 'external' } }), /\.check\.command: .*expected the path/],
    [
      'a relative command',
      one({ check: { type: 'external', command: 'alive' } }),
      /\.command: .*expected an absolute path/,
    ],
    [
      'settings of another kind',
      one({ check: { type: 'connect', request: 'a' } }),
      /\.request: `request` means nothing/,
    ],
    ['a query without a database', check({ service: 'mysql', login: 'a', request: 'b' }), /\.check\.database: /],
    ['an empty pattern for ftp', check({ service: 'ftp', request: 'a' }), /\.check\.receive: .*expected `receive`/],
    ['a body of HEAD', check({ httpmethod: 'HEAD', receive: 'a' }), /\.check\.receive: a HEAD request/],
    ['a password in plain sight', check({ service: 'pop', login: 'a', passwd: 'b' }), /\.check\.passwd: /],
    ['an interval without fork', check({ interval: 3 }), /\.check\.interval: .*`fork: true`/],
    ['a comment sign', check({ request: 'index.html#top' }), /\.request: ldirectord\.cf cannot hold a '#'/],
    ['a line break', check({ receive: 'a\nb' }), /\.receive: .*line break/],
    ['a space at the end', check({ receive: 'Test ' }), /\.receive: .*space at its start or end/],
    ['a broken pattern', check({ receive: '(Test' }), /\.receive: .*expected a regular expression/],
    ['a quote in a login', check({ service: 'pop', login: 'a"b' }), /\.login: .*double quote/],
  ])('are refused with %s', (_, found, message) => {
    expect(found).toEqual([expect.stringMatching(message)]);
  });

  it.each(['Test Page', '(?i)test page', 'a "quoted" word', '\\d{3}', '<b>.*</b>'])('may wait for %s', (receive) => {
    expect(check({ receive })).toEqual([]);
  });
});
