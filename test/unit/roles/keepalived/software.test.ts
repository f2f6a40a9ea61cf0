import { describe, expect, it } from 'vitest';
import { everySoftware, software } from '../../../../roles/keepalived/software.ts';

const needed = (check: object, more: object = {}) =>
  software({ virtual_services: [{ name: 'one', port: 80, scheduler: 'rr', check, ...more }] }).map(({ id }) => id);

describe('software of a director', () => {
  it('is keepalived and ipvsadm, and Perl where keepalived does not check by itself', () => {
    expect(needed({})).toEqual(['keepalived', 'ipvsadm', 'Perl']);
    expect(needed({ type: 'connect' })).toEqual(['keepalived', 'ipvsadm']);
    expect(needed({ service: 'smtp' })).toEqual(['keepalived', 'ipvsadm']);
    expect(needed({ receive: 'x' })).toEqual(['keepalived', 'ipvsadm', 'Perl']);
    expect(needed({ type: 'external-perl', command: '/bin/x' })).toContain('Perl');
  });

  it('is ping, besides, where arping asks nobody', () => {
    expect(software({ virtual_address: 'fd00:6::240/64' }).map(({ id }) => id)).toContain('ping');
    expect(software({ virtual_address: '192.168.6.240/24' }).map(({ id }) => id)).not.toContain('ping');
  });

  it('is what a check asks with, besides', () => {
    expect(needed({ service: 'imaps' })).toEqual(['keepalived', 'ipvsadm', 'Perl', 'TLS checks']);
    expect(needed({ service: 'ldap' })).toContain('ldap checks');
    expect(everySoftware.map(({ id }) => id)).toContain('pgsql checks');
  });
});
