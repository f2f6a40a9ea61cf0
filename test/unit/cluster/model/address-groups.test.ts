import { describe, expect, test } from 'vitest';
import { notYetSending } from '../../../../src/cluster/drain/checks.ts';
import { connectionsLeft } from '../../../../src/cluster/drain/left.ts';
import { isFromDirectors } from '../../../../src/cluster/ipvs/from-directors.ts';
import { parseIpvsadm } from '../../../../src/cluster/ipvs/table.ts';
import { addressGroups, hasGroups, hostGroups } from '../../../../src/cluster/model/address-groups.ts';
import { segmentOf } from '../../../../src/cluster/model/segment-vars.ts';
import { virtualAddresses } from '../../../../src/cluster/model/virtual-addresses.ts';

const given = (...prefer: readonly (string | undefined)[]) => ({
  interface: 'eth0',
  virtual_addresses: prefer.map((of, i) => ({
    name: `a${i}`,
    address: `192.168.6.24${i}/24`,
    ...(of === undefined ? {} : { prefer: of }),
  })),
});
const groupsOf = (...prefer: readonly (string | undefined)[]) =>
  addressGroups(segmentOf(given(...prefer))).map((vars) => virtualAddresses(vars).map(({ name }) => name));

test('addresses are with those that prefer the same director, and without a preference with the first', () => {
  expect(groupsOf('n1', 'n2', undefined, 'n1', 'n2')).toEqual([
    ['a0', 'a2', 'a3'],
    ['a1', 'a4'],
  ]);
  expect(groupsOf(undefined, 'n2')).toEqual([['a0'], ['a1']]);
  for (const one of [['n2', 'n2'], [undefined, undefined], ['n1']]) expect(groupsOf(...one)).toHaveLength(1);
  expect(hasGroups(segmentOf(given('n1', 'n1')))).toBe(false);
});

test('a host of one group is itself, and of several each has no other addresses', () => {
  const host = { vars: given('n1', 'n1') };
  expect(hostGroups(host)).toEqual([host]);
  const names = hostGroups({ vars: given('n1', 'n2') }).map(({ vars }) =>
    virtualAddresses(segmentOf(vars)).map(({ name }) => name),
  );
  expect(names).toEqual([['a0'], ['a1']]);
});

/** What n1 has: active for the first address, and keeping what n2 sends of the other. */
const TABLE = `IP Virtual Server version 1.2.1 (size=4096)
Prot LocalAddress:Port            Weight    PersistConn ActiveConn InActConn
  -> RemoteAddress:Port
TCP  192.168.6.240:80 rr
  -> 192.168.6.2:80               1         0           2          0
  -> 192.168.6.3:80               0         0           1          0
TCP  192.168.6.241:80 rr
  -> 192.168.6.2:80               1         0           0          0
  -> 192.168.6.3:80               0         0           7          0
FWM  1970103156 rr
  -> 192.168.6.3:0                1         0           9          0
`;
const answers = {
  n1: {
    code: 0,
    stdout: `active\n2: eth0    inet 192.168.6.240/24 scope global secondary eth0\\       valid_lft forever preferred_lft forever\n${TABLE}`,
    stderr: '',
  },
};

describe('a drain where directors share the addresses', () => {
  const vars = segmentOf(given('n1', 'n2'));
  const all = ['192.168.6.240', '192.168.6.241'].map((address, i) => ({
    name: `a${i}/web`,
    key: `TCP ${address}:80`,
    scheduler: 'rr',
    flags: [],
    reals: [],
    realServers: [],
  }));

  test('what keeps packets of other directors is no service', () => {
    expect(isFromDirectors('FWM 1970103156 IPv6')).toBe(true);
    expect(parseIpvsadm(TABLE).map(({ key }) => key)).toEqual(['TCP 192.168.6.240:80', 'TCP 192.168.6.241:80']);
  });

  test('a director counts the connections of the addresses that it has', () => {
    const left = connectionsLeft(answers, { all, vars, addresses: ['192.168.6.3'], persistent: false });
    expect(left).toBe('connections left: a0/web 1');
  });

  test('only the director that has an address has to send its clients to a real server that is back', () => {
    expect(notYetSending(answers, ['192.168.6.3'], vars)).toMatch(/TCP 192\.168\.6\.240:80 to 192\.168\.6\.3:80/);
    expect(notYetSending(answers, ['192.168.6.3'], vars)).not.toMatch(/241/);
  });
});
