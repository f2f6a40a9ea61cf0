import { describe, expect, it } from 'vitest';
import { type Options, openPair } from './pair.ts';

const HEARTBEAT = {
  heartbeat: {
    links: [
      { ucast: 'eth0' },
      { bcast: 'eth1' },
      { mcast: 'eth2', group: '239.0.0.1', port: 695 },
      { serial: '/dev/ttyS0' },
    ],
    key: { generate: true },
  },
};
const UCAST = 'n1 and n2 hear each other on eth0 (UDP port 694)';
const BCAST = 'n1 and n2 hear each other on eth1 (UDP port 694)';
const MCAST = 'n1 and n2 hear each other on eth2 (UDP port 695, group 239.0.0.1)';
const VRRP = 'n1 and n2 hear each other on eth0 (VRRP (IP protocol 112))';
const SIX = {
  virtual_address: 'fd00:6::240/64',
  gateway: 'fd00:6::1',
  address: 'fd00:6::2',
  keepalived: { adverts: 'multicast' },
};
const STOPS = 'no further director is started, as both would have the virtual address';

/** Has nftables drop what matches. */
const drops = (rule: string, hook = 'input') =>
  `nft 'add table inet wall; add chain inet wall c { type filter hook ${hook} priority 0; }; add rule inet wall c ${rule} drop'`;

/** What is said of links on a pair of its own, as all tests run at the same time. */
async function proven(
  vars: object,
  { wall, ...options }: Options & { readonly wall?: { readonly n1?: string; readonly n2?: string } } = {},
) {
  const pair = await openPair();
  try {
    await pair.n1.given(wall?.n1 ?? ':');
    await pair.n2.given(wall?.n2 ?? ':');
    return await pair.prove(vars, options);
  } finally {
    await pair.close();
  }
}

/** The same while something is in the way, which is not waited for long. */
const said = (at: 'n1' | 'n2', wall: string, vars: object) => proven(vars, { wall: { [at]: wall }, seconds: 2 });

describe.concurrent('directors', () => {
  it.each(['', 'perl'])('hear each other over every link of heartbeat, on hosts without %j', async (without) => {
    const all = { [UCAST]: undefined, [BCAST]: undefined, [MCAST]: undefined };
    expect(await proven(HEARTBEAT, { without })).toStrictEqual(all);
  });

  it.each([
    ['unicast', '', { keepalived: {} }, VRRP],
    ['unicast', 'perl', { keepalived: {} }, VRRP],
    ['multicast', '', { keepalived: { adverts: 'multicast' } }, `${VRRP.slice(0, -1)}, group 224.0.0.18)`],
    ['IPv6 multicast', '', SIX, `${VRRP.slice(0, -1)}, group ff02::12)`],
    ['IPv6 multicast', 'perl', SIX, `${VRRP.slice(0, -1)}, group ff02::12)`],
  ])('hear each other by VRRP: %s, on hosts without %j', async (_, without, vars, link) => {
    expect(await proven(vars, { without })).toStrictEqual({ [link]: undefined });
  });

  it('are told which link is deaf, and what is in the way: where it comes in', async () => {
    const through = 'nftables (table inet wall, chain c, some packets) on n2 must let UDP port 694 in on eth0';
    expect(await said('n2', drops('iifname eth0 udp dport 694'), HEARTBEAT)).toStrictEqual({
      [UCAST]: `n2 does not hear n1; ${through}; ${STOPS}`,
      [BCAST]: undefined,
      [MCAST]: undefined,
    });
  });

  it('are told which link is deaf, and what is in the way: where it goes out', async () => {
    expect(await said('n1', drops('udp dport 695', 'output'), HEARTBEAT)).toStrictEqual({
      [UCAST]: undefined,
      [BCAST]: undefined,
      [MCAST]: `n2 does not hear n1; n1 cannot send: Operation not permitted; nftables (table inet wall, chain c, some packets) on n1 must let UDP port 695 out on eth2; ${STOPS}`,
    });
  });

  it('are told what drops VRRP', async () => {
    const through =
      'nftables (table inet wall, chain c, some packets) on n1 must let VRRP (IP protocol 112) in on eth0';
    expect(await said('n1', drops('ip protocol 112'), { keepalived: {} })).toStrictEqual({
      [VRRP]: `n1 does not hear n2; ${through}; ${STOPS}`,
    });
  });

  it('are told where there is no firewall to be seen', async () => {
    expect(await said('n2', 'ip addr flush dev eth1; ip addr add 10.9.9.2/30 dev eth1', HEARTBEAT)).toMatchObject({
      [UCAST]: undefined,
      [BCAST]: expect.stringMatching(
        /^n1 does not hear n2; n2 does not hear n1; .*no firewall was found on them: look/,
      ),
    });
  });
});
