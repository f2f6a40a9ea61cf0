import { expect, test } from 'vitest';
import { refuseMarks } from '../../../../src/cluster/clusters/refuse-marks.ts';
import { hosts, inventoryText, jobOf } from './inventories.ts';

/** Two pairs, each with these variables. */
const pairs = (shop: string, mail: string) =>
  jobOf(
    inventoryText(
      `{ directors: { children: { shop: { hosts: { ${hosts({ a1: 2, a2: 3 })} }, vars: { ${shop} } }, ` +
        `mail: { hosts: { ${hosts({ b1: 4, b2: 5 })} }, vars: { ${mail} } } } } }`,
    ),
  );
const told = async (...vars: Parameters<typeof pairs>) =>
  refuseMarks(await pairs(...vars)).map(({ message }) => message);

const SHOP = 'virtual_address: 192.168.6.240/24';
const MAIL = 'virtual_address: 192.168.6.250/24';

test('clusters on one segment need virtual routers of their own', async () => {
  const keepalived = (address: string, id: number) =>
    `stack: keepalived, ${address}, keepalived: { virtual_router_id: ${id} }`;
  expect(await told(keepalived(SHOP, 7), keepalived(MAIL, 7))).toEqual([
    expect.stringMatching(
      /^the clusters shop and mail are on one segment and have the virtual_router_id 7 both, .*another `keepalived.virtual_router_id`$/,
    ),
  ]);
  expect(await told(keepalived(SHOP, 7), keepalived(MAIL, 8))).toEqual([]);
});

test('of heartbeat they need another last number, where directors tell each other of connections', async () => {
  const [wide, other] = ['virtual_address: 192.168.6.240/16', 'virtual_address: 192.168.7.240/16'];
  expect(await told(wide, `stack: heartbeat, ${other}`)).toEqual([
    expect.stringContaining('have the IPVS sync id 240 both'),
  ]);
  expect(
    await told(`stack: heartbeat, ${wide}, handover: classic`, `stack: heartbeat, ${other}, handover: classic`),
  ).toEqual([]);
});

test('of keepalived they need both, whichever cluster has which stack', async () => {
  const [wide, other] = ['virtual_address: 192.168.6.240/16', 'virtual_address: 192.168.7.240/16'];
  const sync = [expect.stringContaining('have the IPVS sync id 240 both')];
  expect(
    await told(`stack: keepalived, ${wide}, keepalived: { virtual_router_id: 7 }`, `stack: keepalived, ${other}`),
  ).toEqual(sync);
  expect(await told(`stack: keepalived, ${wide}`, `stack: heartbeat, ${other}`)).toEqual(sync);
});

test('on segments of their own they may have the same', async () => {
  const far =
    'virtual_address: 192.168.7.240/24, gateway: 192.168.7.1, address: "192.168.7.{{ ansible_host.split(\'.\') | last }}"';
  expect(await told(`stack: keepalived, ${SHOP}`, `stack: keepalived, ${far}`)).toEqual([]);
});

test('the stack is chosen for each cluster', async () => {
  const job = await pairs(`stack: keepalived, ${SHOP}`, `stack: heartbeat, ${MAIL}`);
  expect(job.parts?.map((part) => part.job.chosen?.name)).toEqual(['keepalived', 'heartbeat']);
});

const beats = (links: string, more = '') => `heartbeat: { links: ${links}${more}, key: { generate: true } }`;

test('heartbeats that all of the segment hear need a port, or a group, of their own', async () => {
  const heard = (shop: string, mail: string) =>
    told(`stack: heartbeat, ${SHOP}, ${shop}`, `stack: heartbeat, ${MAIL}, ${mail}`);
  const bcast = beats('[{ bcast: eth0 }]');
  expect(await heard(bcast, bcast)).toEqual([
    'the clusters shop and mail are on one segment and have the UDP port of broadcast heartbeats 694 both, so that each ' +
      "hears the other's heartbeats, and heartbeat logs an error for each: give one of them another `heartbeat.udpport`, " +
      'or a link by `ucast`',
  ]);
  expect(await heard(bcast, beats('[{ bcast: eth0 }]', ', udpport: 695'))).toEqual([]);
  const mcast = (group: string, more = '') => beats(`[{ bcast: eth1 }, { mcast: eth0, group: ${group}${more} }]`);
  expect(await heard(mcast('239.0.0.1'), mcast('239.0.0.1'))).toEqual([
    expect.stringMatching(/have the group of multicast heartbeats 239\.0\.0\.1:694 both, .*another `group` or `port`/),
  ]);
  expect(await heard(mcast('239.0.0.1'), mcast('239.0.0.2'))).toEqual([]);
  expect(await heard(mcast('239.0.0.1'), mcast('239.0.0.1', ', port: 695'))).toEqual([]);
  expect(await heard(bcast, mcast('239.0.0.1'))).toEqual([]);
});

test('what a cable of their own carries, no other cluster hears', async () => {
  const cable = beats('[{ ucast: eth0 }, { bcast: eth1 }, { mcast: eth2, group: 239.0.0.1 }]');
  expect(await told(`stack: heartbeat, ${SHOP}, ${cable}`, `stack: heartbeat, ${MAIL}, ${cable}`)).toEqual([]);
});

test('with multicast adverts, the virtual router of the next active director is another one, too', async () => {
  const id = (of: string, number: number, adverts: string) =>
    `stack: keepalived, ${of}, keepalived: { virtual_router_id: ${number}, adverts: ${adverts} }`;
  expect(await told(id(SHOP, 7, 'multicast'), id(MAIL, 135, 'multicast'))).toEqual([
    expect.stringContaining('have the virtual_router_id of multicast adverts 135 both'),
  ]);
  expect(await told(id(SHOP, 7, 'unicast'), id(MAIL, 135, 'unicast'))).toEqual([]);
});
