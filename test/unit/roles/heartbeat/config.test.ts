import { describe, expect, it } from 'vitest';
import { authkeys, haCf, haresources } from '../../../../roles/heartbeat/config.ts';
import role from '../../../../roles/heartbeat/role.ts';
import type { HeartbeatVars } from '../../../../roles/heartbeat/vars.ts';
import { context, EXAMPLE } from '../cluster.ts';

const cluster = (heartbeat: object = {}, more: object = {}) =>
  context<HeartbeatVars>(role, { vars: { ...more, heartbeat: { ...EXAMPLE.heartbeat, ...heartbeat } } });

describe('ha.cf', () => {
  it('is that of the example', () => {
    expect(haCf(cluster()).replace(/^#.*\n/gm, '')).toBe(`logfacility local0
keepalive 500ms
warntime 1750ms
deadtime 3
initdead 10
udpport 694
baud 19200
ucast eth0 192.168.6.2
ucast eth0 192.168.6.3
serial /dev/ttyS0
auto_failback off
node n1
node n2
ping 192.168.6.1
respawn hacluster /usr/libexec/heartbeat/ipfail
`);
  });

  it('has every kind of link, with what each needs before it', () => {
    const links = [
      { ucast: 'eth1', addresses: ['10.0.0.1', '10.0.0.2'] },
      { bcast: 'eth2' },
      { mcast: 'eth0', group: '239.0.0.1' },
      { mcast: 'eth3', group: '239.0.0.2', port: 700, ttl: 2 },
      { serial: '/dev/ttyS1', baud: 9600 },
    ];
    expect(haCf(cluster({ links, udpport: 6940 }))).toContain(`udpport 6940
baud 9600
ucast eth1 10.0.0.1
ucast eth1 10.0.0.2
bcast eth2
mcast eth0 239.0.0.1 6940 1 0
mcast eth3 239.0.0.2 700 2 0
serial /dev/ttyS1
`);
  });

  it('says only what is asked for', () => {
    const settings = { ping: [], links: [{ ucast: 'eth0' }], auto_failback: true, debug: 1, watchdog: '/dev/watchdog' };
    const text = haCf(cluster(settings, { logging: { facility: 'daemon' } }));
    expect(text).not.toMatch(/^(ping|respawn|deadping|baud|serial)/m);
    expect(text).toMatch(/^logfacility daemon\ndebug 1\n/m);
    expect(text).toContain('auto_failback on\nwatchdog /dev/watchdog\n');
  });

  it('pings others than the gateway', () => {
    const text = haCf(cluster({ ping: ['192.168.6.8', '192.168.6.9'], deadping: '2500ms' }));
    expect(text).toContain('ping 192.168.6.8\nping 192.168.6.9\ndeadping 2500ms\nrespawn hacluster ');
  });
});

describe('haresources', () => {
  it('gives address and balancer to the first director by preference', () => {
    expect(
      haresources(cluster({}, { handover: 'classic' }))
        .split('\n')
        .at(-2),
    ).toBe('n1 ldirectord::ldirectord.cf IPaddr2::192.168.6.240/24/eth0/192.168.6.255');
    const other = haresources(
      cluster(
        { links: [{ serial: '/dev/ttyS0' }] },
        { interface: 'bond0.6', virtual_address: '192.168.6.240/25', handover: 'classic' },
      ),
    );
    expect(other).toContain('IPaddr2::192.168.6.240/25/bond0.6/192.168.6.255\n');
  });

  it('leaves the balancer out of it where both directors run one', () => {
    expect(haresources(cluster()).split('\n').at(-2)).toBe(
      'n1 LVSDirector::192.168.6.240/24/eth0::192.168.6.2::192.168.6.3',
    );
  });
});

describe('authkeys', () => {
  it('signs with sha1', () => {
    expect(authkeys('KEY').replace(/^#.*\n/gm, '')).toBe('auth 1\n1 sha1 KEY\n');
  });
});
