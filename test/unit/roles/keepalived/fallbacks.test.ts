import { expect, test } from 'vitest';
import { refuse } from '../../../../roles/keepalived/refuse.ts';
import { keepalived } from '../../../../roles/keepalived/stack.ts';
import { confOf, directors, told } from './cluster.ts';
import { tryOut } from './real.ts';

const check = { type: 'connect' };
const FOUR = { name: 'four', address: '192.168.6.240/24' };
const SIX = { name: 'six', address: 'fd00:6::240/64' };
const hostVars = {
  n1: { address: ['192.168.6.2', 'fd00:6::2'] },
  n2: { address: ['192.168.6.3', 'fd00:6::3'] },
};
const of = (service: object, settings: object = {}, virtual_addresses: readonly object[] = [FOUR, SIX]) => ({
  hostVars,
  vars: {
    virtual_address: undefined,
    virtual_addresses,
    virtual_services: [{ name: 'http', port: 80, check, ...service }],
    ldirectord: settings,
  },
});
const refused = (...given: Parameters<typeof of>) => {
  const [first] = directors(of(...given));
  return first === undefined ? [] : told(refuse({ ...first, stack: keepalived }));
};
/** Where each virtual server's clients go when nobody is left. */
const sorry = (conf: string): readonly string[] =>
  conf.split(/^virtual_server /m).flatMap((server) => {
    const [, at] = /^(\S+) 80 \{/.exec(server) ?? [];
    const [, to] = /^ {2}sorry_server (.*)$/m.exec(server) ?? [];
    return at === undefined || to === undefined ? [] : [`${at} ${to}`];
  });

const BOTH = [{ address: '192.168.6.20' }, { address: '::1' }];

test.each([
  ['of a service', { fallback: BOTH }, {}],
  ['of all services', {}, { fallback: BOTH }],
])(
  'a fallback of each family, %s, is for the addresses of its own; keepalived itself accepts it',
  (_, service, all) => {
    const conf = confOf(of(service, all));
    expect(sorry(conf)).toEqual(['192.168.6.240 192.168.6.20 80', 'fd00:6::240 ::1 80']);
    expect(tryOut(conf)).toEqual({ code: 0, said: '' });
    expect(refused(service, all)).toEqual([]);
  },
);

test('one that is lacking for a family is refused where the others stand', () => {
  const six =
    'there is no fallback of IPv6 here, and six (fd00:6::240) needs one: IPVS sends clients on in their own family; ' +
    'write a list with one of each family';
  const one = { fallback: { address: '127.0.0.1' } };
  expect(refused(one)).toEqual([`virtual_services.0.fallback: ${six}`]);
  expect(refused({}, one)).toEqual([`ldirectord.fallback: ${six}`]);
  expect(refused({ fallback: BOTH }, one)).toEqual([]);
  expect(refused({ ...one, addresses: ['four'] })).toEqual([]);
  expect(refused({ ...one, addresses: ['six'] })).toEqual([
    'virtual_services.0.fallback.address: 127.0.0.1 is IPv4, and no virtual address of the service is; IPVS sends clients on in their own family',
  ]);
  expect(refused({ fallback: BOTH }, {}, [FOUR])).toEqual([
    'virtual_services.0.fallback.1.address: ::1 is IPv6, and no virtual address of the service is; IPVS sends clients on in their own family',
  ]);
});
