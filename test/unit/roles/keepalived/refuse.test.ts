import { describe, expect, it } from 'vitest';
import { refuse } from '../../../../roles/keepalived/refuse.ts';
import { refuseHost } from '../../../../roles/keepalived/refuse-host.ts';
import { issues } from '../refusals.ts';
import { director, directors, role, told } from './cluster.ts';

const service = (given: object) => ({ virtual_services: [{ name: 'one', port: 80, scheduler: 'rr', ...given }] });
const refused = (vars: object, options: object = {}) => told(refuse(director({ vars, ...options })));
const unfit = (vars: object, version: string) => told(refuseHost(director({ vars, version })));

describe('what keepalived cannot do', () => {
  it.each<[string, object, string]>([
    ['callback', { ldirectord: { callback: '/bin/true' } }, 'ldirectord.callback: keepalived runs no command'],
    [
      'maintenancedir',
      { ldirectord: { maintenancedir: '/etc/down' } },
      'ldirectord.maintenancedir: keepalived looks at no',
    ],
    ['monitorfile', service({ monitorfile: '/var/log/x' }), 'virtual_services[0].monitorfile: keepalived writes no'],
    ['cleanstop', service({ cleanstop: false }), 'virtual_services[0].cleanstop: keepalived takes its table away'],
    ['a reminder', { ldirectord: { emailalertfreq: 60 } }, 'ldirectord.emailalertfreq: keepalived sends one mail'],
    [
      'a state of its own',
      { ldirectord: { emailalertstatus: ['running', 'stopping'] } },
      'ldirectord.emailalertstatus[1]: keepalived does not mail',
    ],
    [
      'a second list of recipients',
      { ...service({ emailalert: ['b@example.com'] }), ldirectord: { emailalert: ['a@example.com'] } },
      'virtual_services[0].emailalert: keepalived has one list',
    ],
    [
      'VRRP 3 with a password',
      { keepalived: { version: 3, authentication: { password: { from_env: 'X' } } } },
      'keepalived.authentication: VRRP 3',
    ],
    [
      'VRRP 2 by the tenth',
      { keepalived: { version: 2, advert_int: 0.2 } },
      'keepalived.advert_int: found 0.2, expected whole',
    ],
    ['a thousandth', { keepalived: { advert_int: 0.125 } }, 'keepalived.advert_int: found 0.125, expected hundredths'],
  ])('is refused at its line: %s', (_, vars, message) => {
    expect(issues(role, vars)).toEqual([expect.stringContaining(message)]);
  });

  it('is a check by a firewall mark that nobody tells the port of', () => {
    const marked = { virtual_services: [{ name: 'one', fwmark: 1, scheduler: 'rr', check: { type: 'connect' } }] };
    expect(refused(marked)).toEqual([expect.stringMatching(/^virtual_services\.0\.check\.port: expected the `port`/)]);
    const [one] = marked.virtual_services;
    expect(refused({ virtual_services: [{ ...one, check: { type: 'connect', port: 80 } }] })).toEqual([]);
  });

  it('is a weight of the interface that it looks at anyway', () => {
    expect(refused({ keepalived: { track_interface: [{ interface: 'eth0', weight: -5 }] } })).toEqual([
      expect.stringMatching(/^keepalived\.track_interface\.0\.weight: adverts go by eth0/),
    ]);
    expect(refused({ keepalived: { track_interface: ['eth0'] } })).toEqual([]);
  });

  it('is a quorum that is never reached, and adverts from an address that is elsewhere', () => {
    expect(refused(service({ check: { type: 'on' }, keepalived: { quorum: 3 } }))).toEqual([
      expect.stringMatching(/^virtual_services\.0\.keepalived\.quorum: the real servers have the weight 2 together/),
    ]);
    expect(refused({ keepalived: { interface: 'eth1' } })).toEqual([
      expect.stringMatching(/^keepalived\.interface: set/),
    ]);
    expect(refused({ keepalived: { interface: 'eth1', adverts: 'multicast' } })).toEqual([]);
  });

  it.each<[object, string]>([
    [{ TCP_CHECK: {}, PING_CHECK: {} }, 'expected one check'],
    [{ HTTP_GET: { url: { path: '/a b' } } }, 'expected text without spaces'],
    [{ HTTP_GET: { url: { path: '/', regex: 'a"b' } } }, 'expected a regular expression without quotes'],
    [{ MISC_CHECK: { misc_path: 'check' } }, 'expected an absolute path'],
    [{ UDP_CHECK: { payload: '01 ff' } }, 'does not read bytes that end in FF'],
    [{ TCP_CHECK: { connect_prt: 1 } }, 'did you mean'],
  ])('is what it would read otherwise: %j', (check, message) => {
    const found = issues(role, service({ check: { type: 'connect' }, keepalived: { checks: [check] } }));
    expect(found.join()).toContain(message);
  });

  it('is two directors of one priority', () => {
    const hostVars = { n1: { priority: 90 }, n2: { priority: 90 } };
    expect(refused({}, { hostVars })).toEqual([
      'priority: n1 and n2 have the same priority 90; give each director its own, or none',
    ]);
    expect(refused({}, { hostVars: { n1: { priority: 140 } } })).toEqual([
      expect.stringContaining('n1 and n2 have the same'),
    ]);
    expect(refused({}, { hostVars: { n2: { priority: 200 } } })).toEqual([]);
  });

  it('is two directors that do not hear each other', () => {
    const unlike = (given: object) => {
      const [, second] = directors({ hostVars: { n2: { keepalived: given } } });
      return second === undefined ? [] : told(refuse(second));
    };
    expect(unlike({ virtual_router_id: 7 })).toEqual([
      expect.stringMatching(/^keepalived\.virtual_router_id: .*n2 differs from n1/),
    ]);
    expect(unlike({ track_interface: ['eth1'] })).toEqual([]);
  });
});

describe('what a version of keepalived cannot do', () => {
  it('is everything, before 2.0', () => {
    expect(unfit({}, '1.3.5')).toEqual([
      expect.stringMatching(/^stack: n1 has or would get keepalived 1\.3\.5; umctl writes for 2\.0\.0 and later/),
    ]);
  });

  it.each<[string, object, string]>([
    ['ping', service({ check: { type: 'ping' } }), 'check.type: keepalived 2.0.19 of n1 has no check of type ping'],
    [
      'udp',
      service({ port: 53, check: { type: 'connect' } }),
      'check.type: keepalived 2.0.19 of n1 has no check of a udp',
    ],
    [
      'flags',
      service({ scheduler: 'mh', schedflags: ['mh-port'], check: { type: 'on' } }),
      'schedflags.0: keepalived 2.0.19 of n1 has no flag mh-port',
    ],
  ])('is %s, before 2.1', (_, vars, message) => {
    expect(unfit(vars, '2.0.19')).toEqual([expect.stringContaining(`virtual_services.0.${message}`)]);
    expect(unfit(vars, '2.1.5')).toEqual([]);
  });

  it('is a scheduler that its kernel may have, before 2.2.7', () => {
    const vars = service({ scheduler: 'twos', check: { type: 'connect' } });
    expect(unfit(vars, '2.2.4')).toEqual([
      expect.stringContaining('.scheduler: keepalived 2.2.4 of n1 has no scheduler twos'),
    ]);
    expect(unfit(vars, '2.2.7')).toEqual([]);
  });

  it.each<[string, object, string, string]>([
    [
      'UDP_CHECK',
      { UDP_CHECK: {} },
      '2.1.0',
      'UDP_CHECK: keepalived 2.0.19 of n1 has no UDP_CHECK; that came with 2.1.0',
    ],
    [
      'its payload',
      { UDP_CHECK: { payload: '01' } },
      '2.2.0',
      'UDP_CHECK.payload: keepalived 2.1.5 of n1 has no payload',
    ],
    [
      'several statuses',
      { HTTP_GET: { url: { path: '/', status_code: '200-299' } } },
      '2.0.17',
      'HTTP_GET.url.0.status_code: keepalived 2.0.10 of n1 has no status_code of several',
    ],
  ])('is a word of a check of its own: %s', (_, check, since, message) => {
    const vars = service({ check: { type: 'connect' }, keepalived: { checks: [check] } });
    const before = { '2.1.0': '2.0.19', '2.2.0': '2.1.5', '2.0.17': '2.0.10' }[since] ?? '';
    expect(unfit(vars, before)).toEqual([expect.stringContaining(`virtual_services.0.keepalived.checks.0.${message}`)]);
    expect(unfit(vars, '2.2.7')).toEqual([]);
  });
});
