import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ownRoute } from '../../../../roles/gateway/own-route.ts';
import { proof } from '../../../../roles/gateway/proof.ts';
import role from '../../../../roles/gateway/role.ts';
import { sh } from '../../../../src/core/sh.ts';
import { context } from '../cluster.ts';
import { openSegment, type Segment } from './router.ts';

const ROUTER = 'fe80::1';
const of = (gateway: string) => ({ gateway, interface: 'eth0', at: 'inventory.yaml:4:14' });

let segment: Segment;
beforeAll(async () => {
  segment = await openSegment();
  await segment.onRouter(`ip addr add ${ROUTER}/64 dev far0 nodad`);
});
afterAll(() => segment.close());

describe('a default route of IPv6', () => {
  beforeEach(() => segment.given('while ip -6 route del ::/0 2>/dev/null; do :; done'));
  const planned = async (gateway: string) => (await segment.plan(ownRoute(of(gateway)))).map(({ cannot }) => cannot);

  it('through the gateway is left as it is', async () => {
    await segment.given(`ip -6 route add default via ${ROUTER} dev eth0`);
    expect(await planned(ROUTER)).toEqual([]);
  });

  it('that two routers share is as wanted for either', async () => {
    await segment.given(
      `ip -6 route add default via ${ROUTER} dev eth0; ip -6 route append default via fd00:6::1 dev eth0`,
    );
    expect([await planned(ROUTER), await planned('fd00:6::1'), (await planned('fd00:6::11')).length]).toEqual([
      [],
      [],
      1,
    ]);
  });

  it('through another, and none, is for the host’s own configuration to mend', async () => {
    const hint =
      'umctl sets no routes of IPv6: set it where the host has its network from (a router that advertises itself, or its ' +
      'configuration), or correct `gateway` (inventory.yaml:4:14)';
    expect(await planned(ROUTER)).toEqual([`IPv6: there is no default route; ${hint}`]);
    await segment.given('ip -6 route add default via fd00:6::11 dev eth0');
    expect(await planned(ROUTER)).toEqual([
      `IPv6: the default route goes to fd00:6::11 by eth0, wanted ${ROUTER} by eth0; ${hint}`,
    ]);
  });
});

describe('a router that is known by its address of the link', () => {
  const said = async (gateway: string, without = '') => {
    const have = `bin=$PWD/bin${without}; mkdir -p "$bin"
for program in ip bash sleep ping; do ln -sf "$(command -v "$program")" "$bin"; done; cd "$bin"; rm -f ${without}; pwd`;
    const bin = (await segment.given(have)).trim();
    const resource = proof(of(gateway));
    const [step] = await segment.plan({ ...resource, probe: sh`PATH=${bin}\n${resource.probe}` });
    return step?.cannot;
  };

  it.concurrent.each(['', 'ping'])('answers, asked without %j', async (without) => {
    expect(await said(ROUTER, without)).toBeUndefined();
  });

  it.concurrent('does not, where it is mistyped', async () => {
    expect(await said('fe80::7')).toMatch(/^fe80::7 answers neither NDP nor ping on eth0; correct/);
  });
});

it('with a gateway of IPv6 nothing of the host’s routes is changed', () => {
  const vars = { gateway: 'fe80::1', virtual_address: 'fd00:6::240/64' };
  expect(role.resources(context(role, { vars })).map(({ type }) => type)).toEqual([
    'proof of the gateway',
    'default route of the host itself',
  ]);
});

it('with one of each family, each is proven, and asked for by its name', () => {
  const vars = {
    gateway: ['192.168.6.1', 'fe80::1'],
    virtual_address: undefined,
    virtual_addresses: [
      { name: 'four', address: '192.168.6.240/24' },
      { name: 'six', address: 'fd00:6::240/64' },
    ],
  };
  const asked = context(role, { vars });
  expect(role.resources(asked).map(({ type }) => type)).toEqual([
    'proof of the gateway',
    'wanted',
    'proof of the gateway',
    'default route of the host itself',
  ]);
  expect(role.checks?.(asked).map(({ name }) => name)).toEqual([
    'n1: default route goes through the gateway 192.168.6.1',
    'n1: the gateway 192.168.6.1 answers on eth0',
    'n1: default route goes through the gateway fe80::1',
    'n1: the gateway fe80::1 answers on eth0',
  ]);
});
