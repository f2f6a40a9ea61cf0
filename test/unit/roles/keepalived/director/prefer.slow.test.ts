import { afterEach, expect, test } from 'vitest';
import { until } from '../../director-node.ts';
import { preferringVars } from './addresses.ts';
import { type Director, openPair } from './pair.ts';
import { NOTIFY } from './unit.ts';

let pair: readonly Director[] = [];
afterEach(() => Promise.all(pair.map((one) => one.close())));

const [A, B] = ['192.168.6.240', '192.168.6.241'];
const plain = preferringVars(A, B);
const NONE = {
  preferring: B,
  vars: { ...plain, virtual_addresses: plain.virtual_addresses.map(({ prefer: _, ...one }) => one) },
};
const APART = { preferring: B };

const held = (node: Director) =>
  node.given(`ip -o addr show dev eth0 | awk '{ sub("/.*", "", $4); print $4 }' | grep -x -e ${A} -e ${B} | sort`);
const BOTH = `${A}\n${B}\n`;
const daemons = (node: Director) =>
  node.given('ipvsadm -L --daemon | cut -d " " -f 1; cat /proc/sys/net/ipv4/vs/backup_only');
const marks = (node: Director) => node.given(`tc filter show dev eth0 ingress; ipvsadm -S -n | grep -e ' -f ' || :`);

/** As umctl changes what directors have to have alike: the standby stops, the active director reads it, the standby starts. */
async function takesIn(given: typeof NONE | typeof APART, [active, standby]: readonly [Director, Director]) {
  await standby.stop();
  await until('one has both', async () => (await held(active)) === BOTH);
  await active.setUp(given);
  await until('it has both again', async () => (await held(active)) === BOTH);
  await standby.setUp(given);
  await standby.start();
}

test('addresses begin to prefer directors on a pair that serves, and cease to', { timeout: 600_000 }, async () => {
  const opened = await openPair(NONE);
  pair = opened;
  const [a, b] = opened;
  await a.start();
  await until('n1 has both', async () => (await held(a)) === BOTH);
  await b.start();
  await until('n2 is ready', async () => (await b.state()) === 'standby 140 none');
  await until('n1 is through', async () => (await a.state()) === 'active 240 none');
  expect(await marks(a)).toBe('');

  await takesIn(APART, opened);
  await until('n2 has what prefers it', async () => (await held(a)) === `${A}\n` && (await held(b)) === `${B}\n`);
  for (const one of opened) expect(await daemons(one)).toBe('master\nbackup\n0\n');
  await until('n1 knows n2', async () => (await marks(a)).includes(' src_mac '));

  await takesIn(NONE, opened);
  await until('n2 is ready', async () => (await b.state()) === 'standby 140 none');
  await until('n1 is through', async () => (await a.state()) === 'active 240 none');
  expect([await held(a), await held(b)]).toEqual([BOTH, '']);
  for (const one of opened) expect(await marks(one)).toBe('');
  // Whoever works for the group that is gone does nothing any more.
  await a.given(`UMCTL_GROUP=2 ${NOTIFY} yield`);
  expect(await a.given('ls -d /var/run/umctl-keepalived/*/ 2>/dev/null || :')).toBe('');
  expect([await daemons(a), await daemons(b)]).toEqual(['master\n1\n', 'backup\n1\n']);
});
