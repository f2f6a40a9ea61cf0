import { expect, test } from 'vitest';
import { addressesComeAndGo } from '../../../../../roles/heartbeat/come-and-go.ts';
import { haresources } from '../../../../../roles/heartbeat/config.ts';
import { firstDuty } from '../../../../../roles/heartbeat/handover/possible.ts';
import type { HeartbeatVars } from '../../../../../roles/heartbeat/vars.ts';
import { contexts, EXAMPLE, HOSTS } from '../../cluster.ts';

const NOW = [240, 242];
const VARS = {
  ...EXAMPLE,
  virtual_address: undefined,
  virtual_addresses: NOW.map((end) => ({ name: `a${end}`, address: `192.168.6.${end}/24` })),
};

/** A director of a cluster that had some addresses at the last run, and has some of them on its interface. */
function on({ before, has, vars = {} }: { before: readonly number[]; has: readonly number[]; vars?: object }) {
  const all = { ...VARS, ...vars };
  const [context] = contexts<HeartbeatVars>(addressesComeAndGo, {
    hosts: HOSTS.map((host) => ({ ...host, vars: all })),
    vars: all,
    secrets: { key: 'k' },
    facts: {
      served: before.map((end) => `192.168.6.${end}`).join(' '),
      addresses: has.map((end) => ({ device: 'eth0', label: 'eth0', address: `192.168.6.${end}`, prefix: 24 })),
    },
  });
  if (context === undefined) throw new Error('there is a host');
  return { context, ids: addressesComeAndGo.resources(context).map(({ id }) => id) };
}

test('the active director takes what is new and gives up what is gone, once it has them in haresources', () => {
  expect(on({ before: [240, 241], has: [240, 241] }).ids).toEqual([
    'file /etc/ha.d/haresources',
    'command this director takes 192.168.6.242',
    'command this director gives up 192.168.6.241',
  ]);
});

test('a standby has them in haresources, and takes nothing', () => {
  expect(on({ before: [240, 241], has: [] }).ids).toEqual(['file /etc/ha.d/haresources']);
});

test('nothing is done early where nothing comes or goes, where all change at once, and at the first run', () => {
  expect(on({ before: NOW, has: NOW }).ids).toEqual([]);
  expect(on({ before: [241], has: [241] }).ids).toEqual([]);
  expect(on({ before: [], has: [] }).ids).toEqual([]);
});

test('an address that something has taken away is taken again', () => {
  expect(on({ before: NOW, has: [240] }).ids).toEqual(['command this director takes 192.168.6.242']);
});

test('haresources has one line with all of them, and what is started anew by a change knows the first alone', () => {
  const of = (handover: string) => on({ before: NOW, has: [], vars: { handover } }).context;
  expect(haresources(of('make_before_break')).split('\n').slice(-2)[0]).toBe(
    'n1 LVSDirector::192.168.6.240/24/eth0,192.168.6.242/24/eth0::192.168.6.2::192.168.6.3',
  );
  expect(haresources(of('classic')).split('\n').slice(-2)[0]).toBe(
    'n1 ldirectord::ldirectord.cf IPaddr2::192.168.6.240/24/eth0/192.168.6.255 IPaddr2::192.168.6.242/24/eth0/192.168.6.255',
  );
  expect(firstDuty(of('make_before_break')).join(' ')).toBe('192.168.6.240/24/eth0 192.168.6.2 192.168.6.3');
});
