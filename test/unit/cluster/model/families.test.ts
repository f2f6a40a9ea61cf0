import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import playbook from '../../../../playbooks/cluster.ts';
import type { Stack } from '../../../../src/cluster/ports/stack.ts';
import { InputError, showProblem } from '../../../../src/core/errors.ts';
import { createSecrets } from '../../../../src/core/secrets.ts';
import { createJob } from '../../../../src/inventory/job.ts';
import { loadInventory } from '../../../../src/inventory/load.ts';
import { context } from '../../roles/cluster.ts';

const directory = mkdtempSync(join(tmpdir(), 'umctl-families-'));
afterAll(() => rmSync(directory, { recursive: true }));

const INVENTORY = `all:
  vars:
    interface: eth0
    gateway: 192.0.1.1
    virtual_address: 192.0.1.240/24
    virtual_services:
      - name: http
        port: 80
        fallback: { address: 192.0.1.9 }
        real_servers: [{ address: 192.0.1.20 }]
    ldirectord: { fallback: { address: 192.0.1.8 } }
    heartbeat: { links: [{ ucast: eth0 }, { ucast: eth1, addresses: [10.0.0.1, 10.0.0.2] }], ping: [192.0.1.7] }
  children:
    directors:
      hosts:
        n1: { ansible_host: 192.0.1.2, address: 192.0.1.2 }
        n2: { ansible_host: 192.0.1.3 }
`;

/** What the inventory is refused with, its texts replaced, by a stack as it is or with other families. */
async function refusals(replaced: Readonly<Record<string, string>>, stack: Stack = playbook.domain.stack) {
  const file = join(directory, 'inventory.yaml');
  const text = Object.entries(replaced).reduce((all, [from, to]) => all.replaceAll(from, to), INVENTORY);
  writeFileSync(file, text);
  const inventory = await loadInventory(file, { secrets: createSecrets(), env: {} });
  const place = playbook.domain.place;
  const domain = {
    ...playbook.domain,
    stack,
    place: (members: Parameters<typeof place>[0]) => ({ ...place(members), stack }),
  };
  try {
    createJob(inventory, { plays: playbook.plays, domain }, { tags: [], skipTags: [] });
    return [];
  } catch (error) {
    if (error instanceof InputError) return error.problems.map((one) => showProblem(one).replace(`${file}:`, ''));
    throw error;
  }
}

const { ha, balancer } = playbook.domain.stack;
const only = (families: Stack['ha']['families']): Stack => ({
  ha: { ...ha, families },
  balancer: { ...balancer, families },
});
const [able, unable] = [only([4, 6]), only([4])];

const both = 'umctl sets up heartbeat and ldirectord for IPv4 only';

test('an inventory of IPv4 is refused for nothing', async () => {
  expect(await refusals({})).toEqual([]);
});

test.each<[string, string, string, string]>([
  ['the virtual address', '192.0.1.240/24', '"2001:db8::1/64"', `5:22: ${both}; found 2001:db8::1/64`],
  ['the gateway', 'gateway: 192.0.1.1', 'gateway: "2001:DB8::1"', `4:14: ${both}; found 2001:db8::1`],
  ['an address', 'address: 192.0.1.2 }', 'address: "2001:db8::2" }', `16:49: ${both}; found 2001:db8::2`],
  [
    'a real server',
    '192.0.1.20',
    '"2001:db8::20"',
    '10:35: umctl sets up ldirectord for IPv4 only; found 2001:db8::20',
  ],
  ['a fallback', '192.0.1.9', '"2001:db8::9"', '9:30: umctl sets up ldirectord for IPv4 only; found 2001:db8::9'],
  ['the fallback', '192.0.1.8', '"2001:db8::8"', '11:40: umctl sets up ldirectord for IPv4 only; found 2001:db8::8'],
])(
  '%s of IPv6 is refused at its place, by who cannot work with it, and nothing else is',
  async (_, from, to, wanted) => {
    expect(await refusals({ [from]: to }, unable)).toEqual([wanted]);
  },
);

test.each([
  ['a link', '10.0.0.2', '"2001:db8::c"', '12:80: umctl sets up links of heartbeat for IPv4 only; found 2001:db8::c'],
  [
    'a ping',
    '192.0.1.7',
    '"2001:db8::7"',
    '12:101: umctl sets up ping nodes of heartbeat for IPv4 only; found 2001:db8::7',
  ],
])('%s of heartbeat is IPv4, whatever the virtual addresses are', async (_, from, to, wanted) => {
  expect(await refusals({ [from]: to })).toEqual([wanted]);
});

const AFTER = `virtual_addresses:
      - { name: four, address: 192.0.1.240/24 }
      - { name: six, address: "2001:db8::f0/64" }`;
const DUAL = {
  'virtual_address: 192.0.1.240/24': AFTER,
  'fallback: { address: 192.0.1.9 }': 'check: { type: connect }',
  '{ ansible_host: 192.0.1.2, address: 192.0.1.2 }': '{ ansible_host: 192.0.1.2, address: [192.0.1.2, "2001:db8::2"] }',
  '{ ansible_host: 192.0.1.3 }': '{ ansible_host: 192.0.1.3, address: [192.0.1.3, "2001:db8::3"] }',
  'ldirectord: { fallback: { address: 192.0.1.8 } }': 'ldirectord: {}',
};

test('heartbeat takes addresses of both families, those of IPv4 first, and hands them over without a gap', async () => {
  expect(await refusals(DUAL)).toEqual([]);
  expect(await refusals({ ...DUAL, 'gateway: 192.0.1.1': 'gateway: [192.0.1.1, "fe80::1"]' })).toEqual([]);
  const first =
    'with heartbeat, directors hear each other over IPv4 and are known by an address of that: write a virtual';
  expect(await refusals({ '192.0.1.240/24': '"2001:db8::f0/64"', '192.0.1.': '2001:db8::' })).toEqual([
    expect.stringContaining(`5:22: 2001:db8::f0 is IPv6; ${first}`),
    expect.stringContaining('ping nodes of heartbeat'),
  ]);
  expect(await refusals({ ...DUAL, 'interface: eth0': 'interface: eth0\n    handover: classic' })).toEqual([
    expect.stringContaining(
      ': six (2001:db8::f0) is IPv6; with `handover: classic` heartbeat moves addresses by IPaddr2',
    ),
  ]);
});

test('what ldirectord does not ask over IPv6 is refused at the service', async () => {
  const check = (text: string) => refusals({ ...DUAL, 'check: { type: connect }': text });
  expect(await check('check: { service: imap }')).toEqual([
    expect.stringContaining('11:16: ldirectord checks imap over IPv4 alone; over IPv6 it has `type: connect`'),
  ]);
  expect(await check('check: { type: ping }')).toEqual([expect.stringContaining('ldirectord pings over IPv4 alone')]);
  expect(await check('check: { service: http }')).toEqual([]);
});

test('what the host is reached by may be IPv6, where its address on the segment is told', async () => {
  expect(await refusals({ 'ansible_host: 192.0.1.2,': 'ansible_host: "2001:db8::2",' })).toEqual([]);
  expect(await refusals({ 'ansible_host: 192.0.1.3': 'ansible_host: "2001:db8::3"' })).toEqual([
    "17:29: n2 needs an IPv4 address on the cluster's segment: found '2001:db8::3'; set `address`",
  ]);
});

const IPV6 = { '192.0.1.240/24': '2001:db8::f0/64', '192.0.1.': '2001:db8::' };

/** But for what heartbeat is known to have of IPv4 alone: its links and ping nodes. */
const others = async (...of: Parameters<typeof refusals>) =>
  (await refusals(...of)).filter((line) => !/with heartbeat|of heartbeat/.test(line));

test('a stack that can work with both is told of both, and the other rules hold for both', async () => {
  expect(await others(IPV6, unable)).toHaveLength(6);
  expect(await others(IPV6, able)).toEqual([]);
  expect(await others({ '192.0.1.20': '2001:db9::20', ...IPV6 }, able)).toEqual([
    expect.stringContaining('10:35: 2001:db9::20 is not on the segment of the virtual address 2001:db8::f0/64'),
  ]);
  expect(await others({ 'gateway: 192.0.1.1': 'gateway: 2001:db8::0:2', ...IPV6 }, able)).toEqual([
    "4:14: the gateway 2001:db8::2 is the address of n1; it must be the segment's router, not a node",
  ]);
  expect(await others({ 'ansible_host: 192.0.1.3': 'ansible_host: 10.0.0.3', ...IPV6 }, able)).toEqual([
    "17:29: n2 needs an IPv6 address on the cluster's segment: found '10.0.0.3'; set `address`",
  ]);
});

const [realserver, gateway] = ['realserver', 'gateway'].map((name) =>
  playbook.plays.flatMap(({ roles }) => roles).find((role) => role.name === name),
);

test('a host that cannot set an address of a family up is refused by what it cannot do; its route of IPv6 it keeps itself', () => {
  const vars = { virtual_address: '2001:db8::f0/64', gateway: '2001:db8::1' };
  expect([realserver, gateway].flatMap((role) => role?.refuseHost?.(context(role, { vars })))).toEqual([
    { path: ['virtual_address'], message: 'umctl sets up the alias of n1 for IPv4 only; found 2001:db8::f0/64' },
  ]);
  expect([realserver, gateway].flatMap((role) => role?.refuseHost?.(context(role)))).toEqual([]);
});
