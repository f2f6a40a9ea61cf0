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
