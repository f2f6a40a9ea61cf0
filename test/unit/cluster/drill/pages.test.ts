import { expect, test } from 'vitest';
import { readCluster } from '../../../../src/cluster/drill/cluster.ts';
import { shared, whatToAsk } from '../../../../src/cluster/drill/pages.ts';
import { inShort } from '../../../../src/cluster/stack/names.ts';
import { exampleJob } from './inventory.ts';

const ADDRESSES = `    virtual_addresses:
      - { name: shop, address: 192.168.6.240/24 }
      - { name: mail, address: 192.168.6.241/24 }
      - { name: old, address: 192.168.6.242/24, virtual_services: [{ name: telnet, port: 23, check: { type: connect } }] }
`;
const cluster = async () =>
  readCluster(
    await exampleJob(ADDRESSES, (text) =>
      text
        .replace(/^ +virtual_address: .*\n/m, '')
        .replace(/^( +)(- name: \w+)$/gm, '$1$2\n$1  addresses: [shop, mail]'),
    ),
  );

test('a page of each virtual address is asked, and it is said which have none', async () => {
  expect(whatToAsk({}, await cluster())).toEqual({
    urls: ['http://192.168.6.240/index.html', 'http://192.168.6.241/index.html'],
    port: 80,
    unasked: ['192.168.6.242'],
  });
});

test('addresses are picked by their names, or as they are', async () => {
  const of = await cluster();
  expect(whatToAsk({ address: 'mail' }, of).urls).toEqual(['http://192.168.6.241/index.html']);
  expect(whatToAsk({ address: '192.168.6.241,shop' }, of)).toMatchObject({ urls: { length: 2 }, unasked: [] });
  expect(() => whatToAsk({ address: 'mial' }, of)).toThrow('no virtual address is called so; did you mean "mail"?');
  expect(() => whatToAsk({ address: 'old' }, of)).toThrow('--address old: no http or https service to ask is there');
  expect(whatToAsk({ url: 'http://192.0.2.1:81/' }, of)).toEqual({
    urls: ['http://192.0.2.1:81/'],
    port: 81,
    unasked: [],
  });
});

test('each address gets the load that is asked for, as long as all together are not too many', () => {
  const load = { rate: 10, timeout: 1, keepAlive: { connections: 4, every: 200, patience: 10_000 } };
  const of = (count: number, rate = 10) => {
    const made = shared({ ...load, rate }, { urls: Array.from({ length: count }, String) as [string] });
    return [made.rate, made.keepAlive.connections];
  };
  expect([of(1), of(3), of(75), of(2, 200)]).toEqual([
    [10, 4],
    [30, 12],
    [200, 200],
    [200, 8],
  ]);
});

test('of many the first stands in a sentence', () => {
  expect([inShort(['a', 'b']), inShort(['a', 'b', 'c', 'd', 'e'])]).toEqual(['a and b', 'a and 4 others']);
});
