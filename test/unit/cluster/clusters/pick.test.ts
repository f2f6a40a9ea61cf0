import { expect, test } from 'vitest';
import { clusterOfDirector, clusterOfRealServer, onlyCluster } from '../../../../src/cluster/clusters/pick.ts';
import { drilledCluster } from '../../../../src/cluster/drill/among.ts';
import { hosts, inventoryText, jobOf } from './inventories.ts';

const real =
  'virtual_services: [{ name: http, port: 80, check: { type: connect }, real_servers: [{ address: 192.168.6.20 }] }]';
const pair = (members: string, vars: string) => `{ hosts: { ${members} }, vars: { ${vars} } }`;
const inventory = inventoryText(
  `{ directors: { children: { shop: ${pair(hosts({ a1: 2, a2: 3 }), `virtual_address: 192.168.6.240/24, ${real}`)}, ` +
    `mail: ${pair(hosts({ b1: 4, b2: 5 }), `virtual_address: 192.168.6.250/24, ${real}`)} } }, ` +
    `others: { hosts: { ${hosts({ client: 9 })} } } }`,
);
const job = await jobOf(inventory);

test('a director or a real server says which cluster is meant', () => {
  expect(clusterOfDirector('b2')(job).name).toBe('mail');
  expect(clusterOfRealServer('a1')(job).name).toBe('shop');
  expect(() => clusterOfRealServer('192.168.6.20')(job)).toThrow(
    '192.168.6.20 is a real server of several clusters (shop and mail): say which is meant, as with --limit shop',
  );
  expect(() => clusterOfRealServer('c1')(job)).toThrow(/no real server is called "c1".*\n.*no real server/);
  expect(() => clusterOfDirector('client')(job)).toThrow('client is not among those that can serve: a1, a2');
});

test('where nothing says it, --limit has to', async () => {
  expect(() => onlyCluster(job)).toThrow(
    'there are several clusters (shop and mail): say which is meant, as with --limit shop',
  );
  expect(onlyCluster(await jobOf(inventory, 'mail')).name).toBe('mail');
  expect(clusterOfRealServer('192.168.6.20')(await jobOf(inventory, 'mail')).name).toBe('mail');
});

test('a drill knows the hosts beside the cluster, and takes none of them for a node', async () => {
  const drilled = drilledCluster(await jobOf(inventory, 'shop')).job;
  expect(drilled.hosts.map(({ name, groups }) => `${name} ${groups.includes('directors')}`)).toEqual([
    ...['a1 true', 'a2 true', 'b1 false', 'b2 false', 'client false'],
  ]);
});
