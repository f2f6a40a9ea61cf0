import { describe, expect, it } from 'vitest';
import { openingsOf } from '../../../../roles/firewall/openings.ts';
import { firewallClosed, firewallOpen } from '../../../../roles/firewall/role.ts';
import type { FirewallVars } from '../../../../roles/firewall/vars.ts';
import { keepalived } from '../../../../roles/keepalived/stack.ts';
import { firewall } from '../../../../src/platform/capabilities/firewall.ts';
import { untrackedLabelOf } from '../../../../src/platform/providers/firewall/opening.ts';
import { contexts, HOSTS } from '../cluster.ts';
import { platformWithout } from '../platform.ts';
import { issues } from '../refusals.ts';

const [n1, n2] = HOSTS;
const THREE = [
  n1,
  n2,
  n1 && { ...n1, name: 'n3', groups: ['all', 'real_servers'], connection: { host: '192.168.6.4', sshOptions: {} } },
];
const hosts = THREE.flatMap((host) => host ?? []);

const nodes = (vars: object = {}) => contexts<FirewallVars>(firewallOpen, { hosts, vars });
const opened = (vars: object = {}) => nodes(vars).map((node) => openingsOf(node).map(untrackedLabelOf));

describe('what the nodes of a cluster let in', () => {
  it('is what the stack needs, each with its reason, and on each node from the others only', () => {
    const [director, , real] = opened();
    expect(director).toEqual([
      'udp 694 from 192.168.6.3 on eth0 (heartbeats)',
      'udp 8848 from 192.168.6.3 to 224.0.0.81 on eth0 (what directors tell each other of their connections (IPVS sync))',
      'tcp 80 on eth0 (the virtual service http; not tracked for 192.168.6.240, as answers do not come back this way)',
      'tcp 80 from 192.168.6.3 on eth0 (checks of http)',
      'tcp 21 on eth0 (the virtual service ftp; not tracked for 192.168.6.240, as answers do not come back this way)',
      'tcp 21 from 192.168.6.3 on eth0 (checks of ftp)',
    ]);
    expect(real).toEqual([
      'tcp 80 on eth0 (the virtual service http)',
      'tcp 80 from 192.168.6.2 on eth0 (checks of http)',
      'tcp 80 from 192.168.6.3 on eth0 (checks of http)',
      'tcp 21 on eth0 (the virtual service ftp)',
      'tcp 21 from 192.168.6.2 on eth0 (checks of ftp)',
      'tcp 21 from 192.168.6.3 on eth0 (checks of ftp)',
    ]);
  });

  it('goes by the links of the heartbeat, whose addresses beside the segment nobody knows', () => {
    const heartbeat = {
      links: [{ bcast: 'eth1' }, { mcast: 'eth0', group: '239.0.0.1', port: 695 }],
      udpport: 700,
      key: { generate: true },
    };
    expect(opened({ heartbeat })[0]?.slice(0, 2)).toEqual([
      'udp 700 on eth1 (heartbeats)',
      'udp 695 from 192.168.6.3 to 239.0.0.1 on eth0 (heartbeats)',
    ]);
  });

  it('is for the networks of clients, where these are known', () => {
    const [director] = opened({ client_networks: ['203.0.113.0/24', '192.0.2.7'] });
    expect(director?.filter((label) => label.includes('virtual service http'))).toEqual([
      expect.stringMatching(/^tcp 80 from 203\.0\.113\.0\/24 on eth0 /),
      expect.stringMatching(/^tcp 80 from 192\.0\.2\.7\/32 on eth0 /),
    ]);
  });

  it('is from an address of the link where IPv6 goes to a group of the link', () => {
    const vars = {
      ...{ virtual_address: 'fd00:6::240/64', gateway: 'fd00:6::1', address: 'fd00:6::2' },
      ...{ stack: 'keepalived', keepalived: { adverts: 'multicast' } },
    };
    const [director] = nodes(vars).map((node) => openingsOf({ ...node, stack: keepalived }).map(untrackedLabelOf));
    expect(director?.slice(0, 2)).toEqual([
      expect.stringMatching(/^vrrp from fe80::\/10 to ff02::12 on eth0 /),
      expect.stringMatching(/^udp 8848 from fe80::\/10 to ff02::51 on eth0 /),
    ]);
  });

  it('is another thing with keepalived', () => {
    const vars = { stack: 'keepalived', keepalived: {} };
    const [director] = nodes(vars).map((node) => openingsOf({ ...node, stack: keepalived }).map(untrackedLabelOf));
    expect(director?.[0]).toMatch(/^vrrp from 192\.168\.6\.3 on eth0 \(adverts of the active director/);
  });
});

describe('the role firewall', () => {
  it('refuses a firewall that it cannot open, by name, and says what would have to be open', () => {
    const [node] = contexts<FirewallVars>(firewallOpen, { platforms: { n1: platformWithout(firewall) } });
    const [refused] = (node && firewallOpen.refuseHost?.(node)) ?? [];
    expect(refused?.path).toEqual(['firewall']);
    expect(refused?.message).toMatch(
      /the firewall of n1 .*no firewall; directors that do not hear each other both take .*udp 694, udp 8848, tcp 80, tcp 21/,
    );
  });

  it('does nothing about a firewall that is to be left, and says so', () => {
    const [node] = contexts<FirewallVars>(firewallOpen, {
      vars: { firewall: 'leave' },
      platforms: { n1: platformWithout(firewall) },
    });
    expect(node && firewallOpen.refuseHost?.(node)).toEqual([]);
    expect(node && firewallOpen.resources(node)).toEqual([]);
    const [other] = contexts<FirewallVars>(firewallOpen, { vars: { firewall: 'leave' } });
    expect(other && firewallOpen.warn?.(other)).toEqual([
      expect.stringContaining('n1 has a firewall, and umctl leaves it as it is'),
    ]);
    expect(other && firewallOpen.resources(other)).toEqual([]);
    expect(other && firewallOpen.checks?.(other)).toEqual([]);
    expect(other && firewallClosed.resources(other).map(({ want }) => want)).toEqual([{}]);
  });

  it.each([
    [{ firewall: 'off' }, 'found "off", expected manage or leave'],
    [{ client_networks: [] }, 'at least one network'],
    [{ client_networks: ['203.0.113.9/24'] }, '203.0.113.9/24 is an address in 203.0.113.0/24'],
    [{ client_networks: '203.0.113.0/24' }, 'expected a list of networks'],
  ])('takes %j for a mistake', (vars, message) => {
    expect(issues(firewallOpen, vars)).toEqual([expect.stringContaining(message)]);
  });
});
