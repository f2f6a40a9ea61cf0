import { describe, expect, it } from 'vitest';
import packages from '../../../../roles/packages/role.ts';
import { contexts, HOSTS } from '../../roles/cluster.ts';

const hosts = HOSTS.map((host, i) => (i === 1 ? { ...host, groups: ['all', 'real_servers'] } : host));
const software = (vars: object) =>
  contexts(packages, { hosts, vars }).map((context) => Object.keys(packages.resources(context)[0]?.want ?? {}));

describe('directors and other real servers', () => {
  it('need different software', () => {
    expect(software({ demo_site: false })).toEqual([
      ['heartbeat', 'ldirectord', 'ipvsadm', 'arping', 'syslog'],
      ['arping', 'syslog'],
    ]);
    expect(software({ demo_site: true })[1]).toEqual(['arping', 'syslog', 'web server', 'ftp server']);
  });
});
