import { afterAll, beforeAll, expect, test } from 'vitest';
import { heardByPeers } from '../../../../roles/firewall/heard-by-peers.ts';
import { firewallOpen } from '../../../../roles/firewall/role.ts';
import type { FirewallVars } from '../../../../roles/firewall/vars.ts';
import { keepalived } from '../../../../roles/keepalived/stack.ts';
import { askTogether, openPair, type Pair } from '../../cluster/links/pair.ts';
import { contexts } from '../cluster.ts';

let pair: Pair;
beforeAll(async () => {
  pair = await openPair();
}, 300_000);
afterAll(() => pair.close());

/** What verify says of a pair, by the names of its checks. */
async function said(vars: object, seconds: number) {
  const directors = contexts<FirewallVars>(firewallOpen, { vars });
  const stack = 'keepalived' in vars ? keepalived : undefined;
  const checks = heardByPeers(
    directors.map((one) => ({ ...one, ...(stack === undefined ? {} : { stack }) })),
    seconds,
  );
  return Object.fromEntries(await askTogether(checks, { n1: pair.n1, n2: pair.n2 }));
}

const SYNC = 'n1 and n2 hear each other on eth0 (UDP port 8848, group 224.0.0.81)';
const ADVERTS = 'n1 and n2 hear each other on eth0 (VRRP (IP protocol 112))';

test('directors ask each other for what goes one way only while they serve, and are told what is refused', async () => {
  expect(await said({}, 30)).toStrictEqual({ [SYNC]: undefined });
  expect(await said({ keepalived: {} }, 30)).toStrictEqual({ [SYNC]: undefined, [ADVERTS]: undefined });
  await pair.n1.given(`nft 'add table inet wall; add chain inet wall c { type filter hook input priority 0; }
add rule inet wall c udp dport 8848 drop; add rule inet wall c meta l4proto 112 drop'`);
  const would = 'n1 does not hear n2; .*this would show at the next hand-over$';
  expect(await said({ keepalived: {} }, 2)).toStrictEqual({
    [SYNC]: expect.stringMatching(would),
    [ADVERTS]: expect.stringMatching(would),
  });
}, 300_000);
