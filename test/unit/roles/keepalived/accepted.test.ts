import { describe, expect, it } from 'vitest';
import { renderRegister } from '../../../../src/cluster/drain/register.ts';
import type { Host } from '../../../../src/core/host.ts';
import { isRoot } from '../../is-root.ts';
import { HOSTS } from '../cluster.ts';
import { EVERY_SECRET } from '../ldirectord/everything.ts';
import { confOf } from './cluster.ts';
import { EVERYTHING_OF_KEEPALIVED } from './everything.ts';
import { tryOut } from './real.ts';

const FINE = { code: 0, said: '' };
const secrets = { ...EVERY_SECRET, 'password of VRRP': 'hidden' };
const drained = (...addresses: readonly string[]) => {
  const one = { state: 'drained', since: '2026-11-23T08:00:00Z', by: 'op@here', why: '' } as const;
  return { n1: renderRegister({ version: 3, drained: addresses.map((address) => ({ ...one, address })) }) };
};
const host = (name: string, address: string): Host => ({
  name,
  groups: ['all', 'directors'],
  vars: {},
  connection: { host: address, sshOptions: {} },
  at: () => ({ file: 'inventory.yaml', line: 1, column: 1 }),
});

describe.runIf(isRoot)('keepalived takes without a word', () => {
  it('the example', () => {
    expect(tryOut(confOf())).toEqual(FINE);
  });

  it('all that an inventory can say', () => {
    expect(tryOut(confOf({ vars: EVERYTHING_OF_KEEPALIVED, secrets }))).toEqual(FINE);
  });

  it('one director alone, and three', () => {
    expect(tryOut(confOf({ hosts: HOSTS.slice(0, 1) }))).toEqual(FINE);
    const three = confOf({ hosts: [...HOSTS, host('n3', '192.168.6.4')] });
    expect(three).toContain('unicast_peer {\n    192.168.6.3\n    192.168.6.4\n  }');
    expect(tryOut(three)).toEqual(FINE);
  });

  it('services of which all real servers are drained, or have no weight', () => {
    const recalled = drained('192.168.6.2', '192.168.6.3');
    expect(tryOut(confOf({ recalled }))).toEqual(FINE);
    expect(tryOut(confOf({ vars: { weight: 0 } }))).toEqual(FINE);
  });

  it('a service whose quorum is out of reach while a real server is drained', () => {
    const keepalived = { quorum: 2, hysteresis: 1 };
    const service = { name: 'web', port: 80, check: { type: 'connect' }, keepalived };
    const conf = confOf({ vars: { virtual_services: [service] }, recalled: drained('192.168.6.3') });
    expect(conf).toContain('quorum 1\n  hysteresis 0\n');
    expect(tryOut(conf)).toEqual(FINE);
  });

  it('a segment of IPv6', () => {
    const hosts = [host('n1', 'fd00:6::2'), host('n2', 'fd00:6::3')];
    const conf = confOf({ hosts, vars: { virtual_address: 'fd00:6::240/64', gateway: 'fd00:6::1' } });
    expect(conf).toContain('virtual_server fd00:6::240 80 {');
    expect(tryOut(conf)).toEqual(FINE);
  });
});
