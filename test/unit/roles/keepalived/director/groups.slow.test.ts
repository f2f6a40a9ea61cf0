import { afterEach, expect, test } from 'vitest';
import { until } from '../../director-node.ts';
import { type Director, openPair } from './pair.ts';

let pair: readonly Director[] = [];
afterEach(() => Promise.all(pair.map((one) => one.close())));

const [A, B] = ['192.168.6.240', '192.168.6.241'];
const stateOf = async (node: Director, address: string) =>
  (await node.notify(`of ${address} state`)).trim().replace(/^\w+ /, '');
const STANDBY = ['240 rr', '240 2 0', '240 3 1'];
/** All but what keeps packets of other directors. */
const weights = async (node: Director) =>
  (
    await node.given(
      `ipvsadm -S -n | awk '$2 == "-f" { next } $1 == "-a" { print $3, $5, $8 } $1 == "-A" { print $3, $5 }' | sed 's/192.168.6.//g; s/:80//g'`,
    )
  )
    .trim()
    .split('\n');
const forced = (node: Director) =>
  node.given('cat /proc/sys/net/ipv4/vs/backup_only; ipvsadm -L --daemon | cut -d " " -f 1');

/** From which network cards, to which addresses packets get the mark whose only real server is printed last. */
const kept = async (node: Director) =>
  (
    await node.given(`tc filter show dev eth0 ingress | awk '$1 == "src_mac" || $1 == "dst_ip" { print $2 }'
ipvsadm -S -n | awk '$2 == "-f" && $4 == "-r" { print $5, $8 }'`)
  )
    .trim()
    .split('\n');
const cardOf = async (node: Director) =>
  (await node.given(`ip -o link show eth0 | sed 's/.*ether \\([^ ]*\\) .*/\\1/'`)).trim();

const becomes = (node: Director, address: string, state: string) =>
  until(`${address}: ${state}`, async () => (await stateOf(node, address)).startsWith(state), 25).catch(
    async (failed: Error) => {
      throw new Error(
        `${failed.message}\n${await stateOf(node, address)}\n${await node.given('cat /run/logged; tail -n 40 /run/log')}`,
      );
    },
  );

test('two directors, each active for the address that prefers it, and each sends on nothing of the other', async () => {
  const opened = await openPair({ preferring: B });
  pair = opened;
  const [a, b] = opened;
  await a.start();
  await a.guard();
  await becomes(a, A, 'active 240');
  await becomes(a, B, 'active 240');
  await b.start();
  await becomes(b, A, 'standby 140 none');
  expect((await weights(b)).slice(0, 3)).toEqual(STANDBY);
  await becomes(b, B, 'active 240');
  expect(await stateOf(a, A)).toMatch(/^active 240 /);
  await becomes(a, B, 'standby 140 none');
  expect(await weights(a)).toEqual(['240 rr', '240 2 1', '240 3 1', '241 rr', '241 2 1', '241 3 0']);
  expect(await weights(b)).toEqual([...STANDBY, '241 rr', '241 2 1', '241 3 1']);
  expect([await forced(a), await forced(b)]).toEqual(['0\nmaster\nbackup\n', '0\nmaster\nbackup\n']);
  const [one, other] = [await cardOf(a), await cardOf(b)];
  await until('n1 knows n2', async () => (await kept(a)).length > 1);
  expect(await kept(a)).toEqual([other, A, other, B, '192.168.6.2:0 1']);
  expect(await kept(b)).toEqual([one, A, one, B, '192.168.6.3:0 1']);
  // Handed over by hand, it stays.
  await a.notify(`of ${B} wanted stay`);
  await b.notify(`of ${B} yield 192.168.6.2 wanted`);
  await becomes(a, B, 'active 240');
  await becomes(b, B, 'standby 150 none');
  expect(await weights(b)).toEqual([...STANDBY, '241 rr', '241 2 0', '241 3 1']);
  // Somebody has flushed what was there.
  await a.given('rm /run/tc.*; ipvsadm -D -f 1970103156');
  await until('n1 keeps again what n2 sends', async () => (await kept(a)).length === 5);
  await a.stop();
  expect(await kept(a)).toEqual(['']);
  await until('n2 has both', async () => /active/.test(await stateOf(b, A)) && /active/.test(await stateOf(b, B)));
  await until(
    'n2 sends clients of the one on',
    async () => (await weights(b)).slice(0, 3).join() === '240 rr,240 2 1,240 3 1',
  );
});
