import { expect, test } from 'vitest';
import role from '../../../../roles/ldirectord/role.ts';
import type { LdirectordVars } from '../../../../roles/ldirectord/vars.ts';
import { givenServices } from '../../../../src/cluster/services/given.ts';
import { services } from '../../../../src/cluster/services/services.ts';
import { wantedTable } from '../../../../src/cluster/services/table.ts';
import { context } from '../../roles/cluster.ts';
import { several, tableOf } from './several.ts';

const of = (vars: object) => context<LdirectordVars>(role, { vars });

test.each([1, 2, 10, 75])('%i addresses: each has its own services and those that stand on all', (count) => {
  const table = wantedTable(of(several(count)));
  expect(table.map(({ key }) => key)).toEqual(tableOf(count).map((virtual) => `TCP ${virtual}`));
  expect(new Set(table.map(({ name }) => name)).size).toBe(table.length);
});

test('a service is called by its address and its own name, and has its place in the inventory', () => {
  const all = services(of(several(2))).map(({ name, path }) => `${name} ${path.join('.')}`);
  expect(all).toEqual([
    'site1/http virtual_addresses.0.virtual_services.0',
    'site1/https virtual_services.0',
    'site1/mail virtual_services.1',
    'site2/http virtual_addresses.1.virtual_services.0',
    'site2/https virtual_services.0',
  ]);
  expect(
    givenServices<LdirectordVars['virtual_services'] extends readonly (infer S)[] | undefined ? S : never>(
      of(several(2)).vars,
    ).map(({ name }) => name),
  ).toEqual(['site1/http', 'site2/http', 'https', 'mail']);
});

test('the list of addresses is read as often for 75 of them as for two: what is done for each is not done for each service again', () => {
  const readsOf = (count: number): number => {
    let reads = 0;
    const all = of(several(count));
    const counted = (vars: LdirectordVars): LdirectordVars =>
      new Proxy(vars, {
        get(target, key, receiver) {
          if (key === 'virtual_addresses') reads += 1;
          return Reflect.get(target, key, receiver);
        },
      });
    const nodes = all.nodes.map((node) => ({ ...node, vars: counted(node.vars) }));
    services({ ...all, nodes, vars: counted(all.vars) });
    return reads;
  };
  expect(readsOf(75)).toBe(readsOf(2));
});

test('one address without a name leaves names and table as they were', () => {
  const vars = { virtual_services: [{ name: 'web', port: 80, check: { type: 'connect' } }] };
  expect(wantedTable(of(vars)).map(({ name, key }) => [name, key])).toEqual([['web', 'TCP 192.168.6.240:80']]);
});

test('a firewall mark stands in the table once, on however many addresses', () => {
  const mark = { name: 'all', fwmark: 1, check: { type: 'ping' } };
  const vars = { ...several(3), virtual_services: [mark] };
  expect(wantedTable(of(vars)).filter(({ key }) => key.startsWith('FWM'))).toMatchObject([
    { name: 'all', key: 'FWM 1' },
  ]);
});

test('each service of the same name has a password of its own', () => {
  const login = (address: string, passwd: string) => ({
    name: address.replaceAll('.', '-'),
    address: `${address}/24`,
    virtual_services: [
      {
        name: 'db',
        port: 3306,
        check: { service: 'mysql', login: 'a', database: 'b', request: 'c', passwd: { from_env: passwd } },
      },
    ],
  });
  const vars = {
    virtual_address: undefined,
    virtual_services: undefined,
    virtual_addresses: [login('192.168.6.100', 'ONE'), login('192.168.6.101', 'TWO')],
  };
  expect(role.secrets?.(of(vars).vars as never)).toMatchObject({
    'passwd of 192-168-6-100/db': { from_env: 'ONE' },
    'passwd of 192-168-6-101/db': { from_env: 'TWO' },
  });
});
