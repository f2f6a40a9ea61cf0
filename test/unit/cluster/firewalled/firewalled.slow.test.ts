import { afterEach, expect, test } from 'vitest';
import { startFirewalld } from '../../platform/firewall/node.ts';
import { done } from '../toy/cluster.ts';
import { EXIT, failed, openSite, planned, type Site } from './site.ts';

// A whole apply with real firewalls in force: a first one, one more, and a host that leaves.

let site: Site;
afterEach(() => site?.close());

const NFT = `flush ruleset
table inet filter {
	chain input {
		type filter hook input priority filter; policy drop;
		ct state vmap { established : accept, related : accept, invalid : drop }
		iif lo accept
		tcp dport 22 accept
	}
}
`;

/** Red Hat's, by iptables-services. */
const IPTABLES = `*filter
:INPUT ACCEPT [0:0]
:FORWARD ACCEPT [0:0]
:OUTPUT ACCEPT [0:0]
-A INPUT -m state --state RELATED,ESTABLISHED -j ACCEPT
-A INPUT -i lo -j ACCEPT
-A INPUT -p tcp -m tcp --dport 22 -j ACCEPT
-A INPUT -j REJECT --reject-with icmp-host-prohibited
COMMIT
`;

interface Walls {
  /** As the proof of links names it, and the step that opens it. */
  readonly n1: readonly [string, string];
  readonly n2: readonly [string, string];
  /** Prints the rules of umctl's own. */
  readonly rules: readonly [string, string];
}

/** Nobody lets anything in, and nobody opens it: without the proof of links, both would take the address. */
async function stopsDeaf({ n1, n2 }: Walls): Promise<void> {
  const left = await site.apply({ vars: { firewall: 'leave' }, areDeaf: true });
  expect(left.summary.exit).toBe(EXIT.unhealthy);
  const deaf = (need: string) =>
    expect.stringContaining(
      `n1 does not hear n2; ${n1[0]} on n1 must let ${need} in on eth0; n2 does not hear n1; ${n2[0]} on n2 must let ${need} in on eth0; no further`,
    );
  expect(failed(left)).toEqual({
    'n1 and n2 hear each other on eth0 (UDP port 694)': deaf('UDP port 694'),
    'n1 and n2 hear each other on eth0 (VRRP (IP protocol 112), group 224.0.0.18)': deaf('VRRP (IP protocol 112)'),
  });
  expect(done(left).filter((step) => step.endsWith('service beats'))).toEqual(['n1 service beats']);
}

async function story({ n1, n2, rules }: Walls): Promise<void> {
  const own = async () => [await site.n1.given(rules[0]), await site.n2.given(rules[1])];
  const first = await site.apply();
  expect([first.summary.exit, failed(first)]).toEqual([EXIT.done, {}]);
  const order = done(first);
  expect(order.slice(0, 2).toSorted()).toEqual([`n1 firewall ${n1[1]}`, `n2 firewall ${n2[1]}`]);
  expect(order).toContain('n2 service beats');
  for (const one of await own()) expect(one).toMatch(/694[\s\S]*8848|8848[\s\S]*694/);
  expect(planned(await site.plan())).toEqual([]);
  const verified = await site.verify();
  expect([verified.summary.exit, failed(verified)]).toEqual([EXIT.done, {}]);

  const gone = await site.apply({ groups: { n2: 'removed' } });
  expect([gone.summary.exit, failed(gone)]).toEqual([EXIT.done, {}]);
  const [stays = '', second = ''] = await own();
  expect(second, 'n2 has closed all').toBe('');
  expect(stays, 'n1 has closed what only n2 needed').not.toContain('10.9.9.2');
  expect(stays, 'n1 still serves').toContain('80');
}

test('a pair behind ufw and nftables stops where nobody opens them, is set up, proven, and left with nothing open', async () => {
  site = await openSite();
  await site.n1.given('ufw --force enable');
  await site.n2.given(`printf '%s' '${NFT}' > /etc/nftables.conf; nft -f /etc/nftables.conf`);
  const walls: Walls = {
    n1: ['ufw', 'ufw'],
    n2: ['nftables (table inet filter, chain input)', 'nftables'],
    rules: ['iptables-save | grep umctl || :', 'nft list ruleset | grep "comment .umctl" || :'],
  };
  await stopsDeaf(walls);
  await story(walls);
}, 900_000);

test('a pair behind firewalld and iptables is set up, proven, and left with nothing open', async () => {
  site = await openSite();
  await startFirewalld(site.n1);
  await site.n2.given(
    `mkdir /etc/sysconfig; printf '%s' '${IPTABLES}' > /etc/sysconfig/iptables; iptables-restore < /etc/sysconfig/iptables`,
  );
  await story({
    n1: ['firewalld', 'firewalld'],
    n2: ['iptables (IPv4)', 'iptables'],
    rules: ['firewall-cmd --permanent --list-rich-rules', 'iptables-save | grep umctl || :'],
  });
}, 900_000);
