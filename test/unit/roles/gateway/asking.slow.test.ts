import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { proof } from '../../../../roles/gateway/proof.ts';
import { sh } from '../../../../src/core/sh.ts';
import { openSegment, type Segment } from './router.ts';

const ROUTER = '192.168.6.1';
const MISTYPED = '192.168.6.7';

let segment: Segment;
beforeAll(async () => {
  segment = await openSegment();
});
afterAll(() => segment.close());

interface Tried {
  readonly device?: string;
  /** Programs that the host does not have. */
  readonly without?: readonly string[];
}

/** What the plan has to say of a gateway. */
async function said(gateway: string, { device = 'eth0', without = [] }: Tried = {}): Promise<string | undefined> {
  const resource = proof({ gateway, interface: device, at: 'inventory.yaml:4:14' });
  const have = await segment.given(`bin=$PWD/bin-${without.join('-')}; mkdir -p "$bin"
for program in ip bash sleep arping ping; do ln -sf "$(command -v "$program")" "$bin"; done
cd "$bin"; rm -f ${without.join(' ')}; pwd`);
  const [step] = await segment.plan({ ...resource, probe: sh`PATH=${have.trim()}\n${resource.probe}` });
  return step?.cannot;
}

const icmp = (dropped: 0 | 1) =>
  segment.onRouter(`echo ${dropped} > /proc/sys/net/ipv4/icmp_echo_ignore_all
echo ${dropped} > /proc/sys/net/ipv6/icmp/echo_ignore_all`);

describe('a gateway', () => {
  it.concurrent.each([
    [ROUTER, []],
    [ROUTER, ['arping']],
    ['fd00:6::1', []],
  ])('answers: %s, asked without %j', async (gateway, without) => {
    expect(await said(gateway, { without })).toBeUndefined();
  });

  it.concurrent.each([
    [MISTYPED, 'ARP', []],
    ['192.168.6.8', 'ARP', ['arping', 'ping']],
    ['fd00:6::7', 'NDP', []],
  ])('is mistyped: %s', async (gateway, by, without) => {
    expect(await said(gateway, { without })).toBe(
      `${gateway} answers neither ${by} nor ping on eth0; correct \`gateway\` (inventory.yaml:4:14), or accept it as it is with --allow-silent-gateway`,
    );
  });
});

describe('a router that drops ICMP', () => {
  beforeAll(() => icmp(1));
  afterAll(() => icmp(0));

  it.concurrent.each([
    ['192.168.6.1', []],
    ['192.168.6.11', ['arping']],
    ['192.168.6.12', ['arping', 'ping']],
    ['fd00:6::1', []],
    ['fd00:6::11', ['ping']],
  ])('answers all the same: %s, asked without %j', async (gateway, without) => {
    expect(await said(gateway, { without })).toBeUndefined();
  });

  it.concurrent.each([
    ['192.168.6.13', undefined],
    [MISTYPED, expect.stringContaining('answers neither')],
  ])('is asked again where the kernel has an old entry: %s', async (gateway, expected) => {
    await segment.given(`ip neigh replace ${gateway} dev eth0 lladdr $(cat router-mac) nud stale`);
    expect(await said(gateway, { without: ['arping'] })).toEqual(expected);
  });
});

describe('an interface', () => {
  beforeAll(() =>
    segment.given(
      'ip link add d0 type veth peer name d1; ip link add t0 type veth peer name t1; ip link set t1 up; ip link set t0 arp off up',
    ),
  );

  it('that is down cannot be asked on', async () => {
    expect(await said(ROUTER, { device: 'd0' })).toMatch(/^192.168.6.1 cannot be asked: d0 is down; correct/);
  });

  it('without ARP has nobody to ask', async () => {
    expect(await said(ROUTER, { device: 't0' })).toBeUndefined();
  });
});
