import { describe, expect, test } from 'vitest';
import { clustersOf, hosts, inventoryText, jobOf, refusalOf } from './inventories.ts';

const SHOP = 'virtual_address: 192.168.6.240/24';
const MAIL = 'virtual_address: 192.168.6.250/24';
const group = (members: string, vars = ''): string =>
  `{ hosts: { ${members} }${vars === '' ? '' : `, vars: { ${vars} }`} }`;
const A = hosts({ a1: 2, a2: 3 });
const B = hosts({ b1: 4, b2: 5 });

/** Two pairs in child groups of `directors`, and what comes beside `directors`. */
const pairs = (beside = '', [shop, mail] = [SHOP, MAIL]): string =>
  inventoryText(`{ directors: { children: { shop: ${group(A, shop)}, mail: ${group(B, mail)} } }${beside} }`);
const real = (members: string, vars = ''): string => `, real_servers: ${group(members, vars)}`;

describe('several clusters', () => {
  test('are child groups of directors with virtual addresses of their own', async () => {
    expect(clustersOf(await jobOf(pairs()))).toEqual({ shop: 'a1 a2', mail: 'b1 b2' });
  });

  test('are what `cluster` says, in whatever group it stands', async () => {
    const named = inventoryText(
      `{ directors: { hosts: { ${hosts({ a1: 2 }, `cluster: shop, ${SHOP}`)}, ${hosts({ b1: 4 }, `cluster: mail, ${MAIL}`)} } } }`,
    );
    expect(clustersOf(await jobOf(named))).toEqual({ shop: 'a1', mail: 'b1' });
    const layout = inventoryText(
      `{ shop: { vars: { cluster: shop, ${SHOP} }, children: { shop_lb: ${group(A)}, shop_web: ${group(hosts({ w1: 6 }))} } }, ` +
        `mail: { vars: { cluster: mail, ${MAIL} }, hosts: { ${B} } }, ` +
        'directors: { children: { shop_lb: {}, mail: {} } }, real_servers: { children: { shop_web: {} } } }',
    );
    expect(clustersOf(await jobOf(layout))).toEqual({ shop: 'a1 a2 w1', mail: 'b1 b2' });
  });

  test('may have several virtual addresses each, by which they are told apart', async () => {
    const list = (...addresses: readonly string[]) =>
      `virtual_addresses: [${addresses.map((address, i) => `{ name: v${i}, address: ${address} }`).join(', ')}]`;
    const shop = list('192.168.6.240/24', '192.168.6.241/24');
    expect(clustersOf(await jobOf(pairs('', [shop, MAIL])))).toEqual({ shop: 'a1 a2', mail: 'b1 b2' });
    const names = ['cluster: shop, ', 'cluster: mail, '];
    expect(
      await refusalOf(pairs('', [`${names[0]}${shop}`, `${names[1]}${list('192.168.6.250/24', '192.168.6.241/24')}`])),
    ).toContain('have the virtual address 192.168.6.241 both');
  });

  test('have the real servers that say so, or have their virtual address', async () => {
    const job = await jobOf(pairs(real(`${hosts({ w1: 6 }, `cluster: mail, ${MAIL}`)}, ${hosts({ w2: 7 }, SHOP)}`)));
    expect(clustersOf(job)).toEqual({ shop: 'a1 a2 w2', mail: 'b1 b2 w1' });
  });

  test('have the leaving hosts that say so, have their address, or are in their group', async () => {
    const gone = (vars: string) => `, removed: { hosts: { ${hosts({ x1: 8 }, vars)} } }`;
    expect(clustersOf(await jobOf(pairs(gone('cluster: mail'))))).toEqual({ shop: 'a1 a2', mail: 'b1 b2 x1' });
    expect(clustersOf(await jobOf(pairs(gone(SHOP))))).toEqual({ shop: 'a1 a2 x1', mail: 'b1 b2' });
    expect(clustersOf(await jobOf(pairs(', removed: { hosts: { b2: {} } }')))).toEqual({
      shop: 'a1 a2',
      mail: 'b1 b2',
    });
  });

  test('may be one less: the hosts of one that goes are worked on by themselves', async () => {
    const text = inventoryText(
      `{ directors: ${group(A, SHOP)}, removed: { hosts: { ${hosts({ b1: 4, b2: 5 }, 'cluster: mail')} } } }`,
    );
    expect(clustersOf(await jobOf(text))).toEqual({ '-': 'a1 a2', mail: 'b1 b2' });
  });
});

describe('one cluster', () => {
  test.each([
    ['directors in child groups that share one virtual address', pairs('', [SHOP, SHOP])],
    [
      'one virtual address above child groups',
      inventoryText(`{ directors: { vars: { ${SHOP} }, children: { dc1: ${group(hosts({ a1: 2, a2: 3 }))} } } }`),
    ],
    [
      'one name for all',
      inventoryText(`{ directors: ${group(A, `cluster: prod, ${SHOP}`)}${real(hosts({ w1: 6 }), SHOP)} }`),
    ],
    [
      'a variable of that name that is no name',
      inventoryText(`{ directors: ${group(A, `cluster: { size: 3 }, ${SHOP}`)} }`),
    ],
  ])('is %s', async (_, text) => {
    expect((await jobOf(text)).parts).toBeUndefined();
  });
});

describe('what leaves open which host is of which cluster is refused:', () => {
  const split = (mail: string) =>
    inventoryText(
      `{ directors: { children: { dc1: ${group(hosts({ a1: 2 }), SHOP)}, dc2: ${group(hosts({ a2: 3 }), mail)} } } }`,
    );
  test('a pair in two child groups, with two addresses', async () => {
    expect(await refusalOf(split(MAIL))).toMatch(
      /^i\.yaml:3:\d+: the directors have different virtual addresses \(dc1: a1 with 192\.168\.6\.240; dc2: a2 with 192\.168\.6\.250\), and with one director in each child group that may as well be a slip: for several clusters, write `cluster: NAME` in the variables of each; for one, give all the same virtual address$/,
    );
    expect(clustersOf(await jobOf(split(`cluster: b, ${MAIL}`).replace(`{ ${SHOP}`, `{ cluster: a, ${SHOP}`)))).toEqual(
      {
        a: 'a1',
        b: 'a2',
      },
    );
  });

  test('a director beside child groups', async () => {
    const text = inventoryText(
      `{ directors: { children: { shop: ${group(A, SHOP)}, mail: ${group(B, MAIL)} }, hosts: { ${hosts({ c1: 9 }, MAIL)} } } }`,
    );
    expect(await refusalOf(text)).toContain('only if each has one to itself');
  });

  test('a director without a cluster', async () => {
    const text = inventoryText(
      `{ directors: { hosts: { ${hosts({ a1: 2 }, `cluster: shop, ${SHOP}`)}, ${hosts({ b1: 4 }, `cluster: mail, ${MAIL}`)}, ${hosts({ b2: 5 }, MAIL)} } } }`,
    );
    expect(await refusalOf(text)).toMatch(
      /^i\.yaml:3:\d+: b2 is a director, and of no cluster that could be told, where others are of shop and mail: write `cluster: NAME`/,
    );
  });

  test('a real server of a cluster that there is none of, or that could be of any', async () => {
    expect(await refusalOf(pairs(real(hosts({ w1: 6 }, `cluster: mial, ${MAIL}`))))).toMatch(
      /^i\.yaml:3:\d+: cluster: no director is in the cluster "mial"; did you mean "mail"\?$/,
    );
    expect(await refusalOf(pairs(real(hosts({ w1: 6 }, 'virtual_address: 192.168.6.230/24'))))).toMatch(
      /^i\.yaml:3:\d+: w1 is of no cluster that could be told: write `cluster: NAME` in its variables, or give it the virtual address of one; there are shop \(192\.168\.6\.240\) and mail \(192\.168\.6\.250\)$/,
    );
  });

  test('a host that leaves no cluster in particular', async () => {
    expect(await refusalOf(pairs(`, removed: { hosts: { ${hosts({ x1: 8 })} } }`))).toContain(
      'x1 leaves, and nothing says which cluster: list it in a group `removed` with `cluster: NAME`',
    );
  });

  test('a virtual address that two clusters have', async () => {
    expect(await refusalOf(pairs('', [`cluster: shop, ${SHOP}`, `cluster: mail, ${SHOP}`]))).toMatch(
      /^i\.yaml:3:\d+: the clusters shop \(a1 and a2\) and mail \(b1 and b2\) have the virtual address 192\.168\.6\.240 both/,
    );
  });
});

describe('--limit', () => {
  const named = inventoryText(
    `{ directors: { hosts: { ${hosts({ a1: 2, a2: 3 }, `cluster: shop, ${SHOP}`)}, ${hosts({ b1: 4, b2: 5 }, `cluster: mail, ${MAIL}`)} } } }`,
  );
  test.each([
    ['a group', pairs(), 'mail', 'b1 b2'],
    ['a cluster that is no group', named, 'mail', 'b1 b2'],
    ['all but one', named, 'all:!mail', 'a1 a2'],
    ['a host', named, 'a2', 'a2'],
  ])('takes %s', async (_, text, limit, selected) => {
    const job = await jobOf(text, limit);
    expect([...job.selected].join(' ')).toBe(selected);
    expect(clustersOf(job)).toEqual({ shop: 'a1 a2', mail: 'b1 b2' });
  });
});
