import { expect, test } from 'vitest';
import { RANGES } from '../../cluster/services/port-range.ts';
import { several, tableOf } from '../../cluster/services/several.ts';
import { confOf } from './cluster.ts';
import { tryOut } from './real.ts';

const linesOf = (conf: string, block: string): readonly string[] => {
  const [, inside = ''] = new RegExp(`^  ${block} \\{\\n([^}]*)\\}`, 'm').exec(conf) ?? [];
  return inside.split('\n').flatMap((line) => (line.trim() === '' ? [] : [line.trim()]));
};

test.each([1, 2, 10, 75])('keepalived itself accepts the services of %i addresses', (count) => {
  const conf = confOf({ vars: several(count) });
  expect(tryOut(conf)).toEqual({ code: 0, said: '' });
  const servers = [...conf.matchAll(/^virtual_server (\S+) (\d+) \{/gm)].map(
    ([, address, port]) => `${address}:${port}`,
  );
  expect(servers).toEqual(tableOf(count));
});

test('one virtual router has them all, and its adverts the first alone: others may come and go', () => {
  const conf = confOf({ vars: several(3) });
  expect(linesOf(conf, 'virtual_ipaddress')).toEqual(['192.168.6.100/24 dev eth0']);
  expect(linesOf(conf, 'virtual_ipaddress_excluded')).toEqual([
    '192.168.6.101/24 dev eth0',
    '192.168.6.102/24 dev eth0',
  ]);
  expect(conf.match(/^vrrp_instance/gm)).toHaveLength(2);
});

test('each service has a question of its own', () => {
  const check = { service: 'http', request: '/' };
  const site = (name: string, end: number) => ({
    name,
    address: `192.168.6.${end}/24`,
    virtual_services: [{ name: 'web', port: 80, check }],
  });
  const vars = {
    virtual_address: undefined,
    virtual_services: undefined,
    virtual_addresses: [site('a', 100), site('b', 101)],
  };
  const conf = confOf({ vars });
  expect(new Set(conf.match(/\/etc\/keepalived\/umctl\/[^ ]*\.check/g))).toEqual(
    new Set(['/etc/keepalived/umctl/a.web.check', '/etc/keepalived/umctl/b.web.check']),
  );
});

test('keepalived itself accepts ranges of ports, as marks of both families', () => {
  const conf = confOf({
    vars: RANGES,
    hostVars: { n1: { address: ['192.168.6.2', 'fd00:6::2'] }, n2: { address: ['192.168.6.3', 'fd00:6::3'] } },
  });
  expect(tryOut(conf)).toEqual({ code: 0, said: '' });
  expect(conf.match(/^virtual_server fwmark \d+ \{/gm)).toHaveLength(3);
  expect(conf.match(/ip_family inet6/g)).toHaveLength(1);
});
