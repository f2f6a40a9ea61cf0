import { expect, test } from 'vitest';
import { refuse } from '../../../../roles/keepalived/refuse.ts';
import { keepalived } from '../../../../roles/keepalived/stack.ts';
import { services } from '../../../../src/cluster/services/services.ts';
import { HOSTS } from '../cluster.ts';
import { confOf, director, directors, told } from './cluster.ts';

const check = { type: 'connect' };
const vars = {
  virtual_address: undefined,
  virtual_addresses: [
    { name: 'four', address: '192.168.6.240/24' },
    { name: 'six', address: 'fd00:6::240/64' },
  ],
  virtual_services: [
    { name: 'http', port: 80, check, real_servers: [{ address: '192.168.6.9' }, { address: 'fd00:6::9' }] },
    { name: 'dns', port: 53, check, addresses: ['six'] },
  ],
};
const hostVars = {
  n1: { address: ['192.168.6.2', 'fd00:6::2'] },
  n2: { address: ['192.168.6.3', 'fd00:6::3'] },
};
const refused = (more: object) => {
  const [first] = directors({ vars, hostVars, ...more });
  return first === undefined ? [] : told(refuse({ ...first, stack: keepalived }));
};

test('each service has real servers of its family, and a node is drained in both', () => {
  const found = services(director({ vars, hostVars })).map(({ virtual, reals }) => [
    virtual,
    reals.map(({ address }) => address),
  ]);
  expect(found).toEqual([
    ['192.168.6.240:80', ['192.168.6.2', '192.168.6.3', '192.168.6.9']],
    ['[fd00:6::240]:80', ['fd00:6::2', 'fd00:6::3', 'fd00:6::9']],
    ['[fd00:6::240]:53', ['fd00:6::2', 'fd00:6::3']],
  ]);
  const all = services(director({ vars, hostVars })).flatMap(({ reals }) => reals);
  expect(all.filter(({ known }) => known === '192.168.6.3').map(({ address }) => address)).toEqual([
    '192.168.6.3',
    'fd00:6::3',
    'fd00:6::3',
  ]);
});

test('one instance has them all: that of IPv4 in its adverts, that of IPv6 beside it with a prefix of 128', () => {
  expect(confOf({ vars, hostVars })).toMatch(
    /virtual_ipaddress \{\n +192\.168\.6\.240\/24 dev eth0\n +\}\n +virtual_ipaddress_excluded \{\n +fd00:6::240\/128 dev eth0\n/,
  );
});

test('a node without an address of a family, one off the segment, and a real server of none of its families are refused at their places', () => {
  expect(refused({ hostVars: { ...hostVars, n1: { address: '192.168.6.2' } } })).toEqual([
    "address: n1 needs an IPv6 address on the cluster's segment, too; set `address` to a list of one of each family",
  ]);
  expect(refused({ hostVars: { ...hostVars, n1: { address: ['192.168.6.2', 'fd00:7::2'] } } })).toEqual([
    'address.1: fd00:7::2 of n1 is not on the segment of the virtual address six fd00:6::240/64; set `address` to its address there',
  ]);
  expect(refused({ hostVars: { ...hostVars, n1: { address: ['192.168.6.2', 'fd00:6::3'] } } })).toEqual([
    'address.1: n1 and n2 have the same address fd00:6::3',
  ]);
  const only = [{ name: 'dns', port: 53, check, addresses: ['six'], real_servers: [{ address: '192.168.6.9' }] }];
  expect(refused({ vars: { ...vars, virtual_services: only } })).toEqual([
    'virtual_services.0.real_servers.0.address: 192.168.6.9 is IPv4, and no virtual address of the service is; IPVS sends clients on in their own family',
  ]);
});

test('masquerading is of IPv4, and a node is known to be none for it by either of its addresses', () => {
  const masqueraded = (service: object, gateway?: string) => {
    const hosts = HOSTS.map((host) => ({ ...host, vars: gateway === undefined ? {} : { gateway } }));
    const [first, ...rest] = refused({
      hosts,
      vars: { ...vars, virtual_services: [{ name: 'http', port: 80, check, ...service }] },
    });
    return [first, rest.length];
  };
  const real = (address: string) => ({ real_servers: [{ address, forwarding: 'masq' }] });
  const six = /masquerading is set up for IPv4 alone: as a router of IPv6 a director/;
  expect(masqueraded(real('192.168.6.9'))).toEqual([undefined, 0]);
  expect(masqueraded(real('fd00:6::9'))).toEqual([
    expect.stringMatching(new RegExp(`^virtual_services\\.0\\.real_servers\\.0\\.forwarding: .*${six.source}`)),
    0,
  ]);
  expect(masqueraded({ nodes: false, forwarding: 'masq', ...real('fd00:6::9') })[0]).toMatch(six);
  expect(masqueraded({ forwarding: 'masq' })[0]).toMatch(/^virtual_services\.0\.forwarding: .*/);
  const fallback = [{ address: '192.168.6.9' }, { address: 'fd00:6::9', forwarding: 'masq' }];
  expect(masqueraded({ fallback })[0]).toMatch(six);
  expect(masqueraded(real('192.168.6.3'), '192.168.6.1')[0]).toMatch(/n2 sends them by the gateway/);
  expect(masqueraded(real('fd00:6::3'), '192.168.6.1')[0]).toMatch(six);
});
