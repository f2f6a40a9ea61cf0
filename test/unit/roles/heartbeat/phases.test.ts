import { describe, expect, it } from 'vitest';
import { acceptKey, active, signWithKey, standby } from '../../../../roles/heartbeat/phases.ts';
import role from '../../../../roles/heartbeat/role.ts';
import type { AnyRole } from '../../../../src/cluster/model/role.ts';
import { contexts, EXAMPLE, HOSTS } from '../cluster.ts';

const hosts = HOSTS.map((host) => ({ ...host, vars: EXAMPLE }));
const held = [{ device: 'eth0', label: 'eth0', address: '192.168.6.240', prefix: 24 }];
const STANDS_DOWN = /^command heartbeat stands down/;

/** What a phase wants on a director that has the virtual address, or has not. */
const ids = (phase: AnyRole, { serves }: { readonly serves: boolean }) => {
  const [context] = contexts(phase, {
    hosts,
    secrets: { key: 'k' },
    hostFacts: { n1: { addresses: serves ? held : [] } },
  });
  return context === undefined ? [] : phase.resources(context).map(({ id }) => id);
};

describe('new keys and links on a cluster that serves', () => {
  it('come to a standby that has stood down, and is not started yet', () => {
    const wanted = ids(standby, { serves: false });
    expect(wanted).toContain('file /etc/ha.d/authkeys');
    expect(wanted.at(-1)).toMatch(STANDS_DOWN);
    expect(wanted).not.toContain('wanted service heartbeat');
    expect(ids(active, { serves: false })).toEqual([]);
  });

  it('come to the active director without a stop, and are waited for', () => {
    expect(ids(standby, { serves: true })).toEqual([]);
    expect(ids(active, { serves: true }).slice(-2)).toEqual([
      'wanted service heartbeat',
      'command heartbeat serves again',
    ]);
  });

  it('are what the role itself wants of both, so that it has but the standby to start', () => {
    const all = ids(role, { serves: false });
    for (const id of ids(standby, { serves: false })) if (!STANDS_DOWN.test(id)) expect(all).toContain(id);
  });

  it('make a standby stand down; other changes, and keys that come in by phases, do not', () => {
    const standDownFor = (vars: object) => {
      const [context] = contexts(standby, { hosts, secrets: { key: 'k' }, vars });
      const stand = context === undefined ? undefined : standby.resources(context).at(-1);
      return stand?.resetBy?.map(({ resource }) => resource.id);
    };
    expect(standDownFor({})).toEqual(['file /etc/ha.d/ha.cf']);
    const { heartbeat } = EXAMPLE;
    expect(standDownFor({ heartbeat: { ...heartbeat, links: [{ ucast: 'eth0' }] } })).toEqual([
      'file /etc/ha.d/ha.cf',
      'file /etc/ha.d/authkeys',
    ]);
  });

  it('are accepted everywhere before they sign, where a serial line lets directors hear both keys', () => {
    expect(ids(acceptKey, { serves: true })).toEqual(['authkeys accept the new key']);
    expect(ids(signWithKey, { serves: false })).toEqual(['authkeys sign with the new key']);
    const [context] = contexts(acceptKey, {
      hosts,
      secrets: { key: 'k' },
      vars: { heartbeat: { ...EXAMPLE.heartbeat, links: [{ ucast: 'eth0' }] } },
    });
    expect(context === undefined ? undefined : acceptKey.resources(context)).toEqual([]);
  });
});
