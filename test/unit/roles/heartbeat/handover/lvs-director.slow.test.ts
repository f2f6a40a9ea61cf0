import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import role from '../../../../../roles/heartbeat/handover/role.ts';
import type { HandoverVars } from '../../../../../roles/heartbeat/handover/vars.ts';
import { isRoot } from '../../../is-root.ts';
import { contexts } from '../../cluster.ts';
import { until } from '../../director-node.ts';
import { type Director, openDirectors, WORDS } from './directors.ts';

const ACTIVE = 'eth0 lo 0 0 master backup';
const STANDBY = 'lo 1 0 backup';
const EVEN = ['192.168.6.2:80 1', '192.168.6.3:80 1', '192.168.6.4:80 1'];
/** Connections that get established are told of. */
const ALL = '0 0, 10';
/** Only what ends. */
const ENDS = '65535 0, 0';
/** A client that comes back with a port of before gets any real server, or the same. */
const ANY = '1, 1';
const SAME = '0, 0';
/** All but the old director's own are lowered. */
const OLD_ONE_ONLY = ['192.168.6.2:80 1', '192.168.6.3:80 0', '192.168.6.4:80 0'];

// Two nodes' namespaces can be joined by root only.
describe.skipIf(!isRoot)('LVSDirector', { timeout: 600_000 }, () => {
  let a: Director;
  let b: Director;
  beforeEach(async () => {
    [a, b] = await openDirectors();
  });
  afterEach(async () => {
    await Promise.all([a.close(), b.close()]);
  });
  const becomes = (node: Director, state: string): Promise<void> =>
    until(state, async () => (await node.directs()) === state && (await node.phase()) === 'none', 90);
  const begin = async (node: Director): Promise<void> => {
    await node.lvs('start');
    await becomes(node, ACTIVE);
  };

  /** Has a node's questions about an address, from one number to another, go unanswered; nothing else is lost. */
  const loses = (node: Director, address: string, [first, last]: readonly [number, number]): Promise<string> =>
    node.given(`cat > sbin/arping <<'END'
#!/bin/sh
case "$*" in -D*" ${address}") echo >> /run/asked; n=$(wc -l < /run/asked); [ $n -lt ${first} ] || [ $n -gt ${last} ] || exit 0 ;; esac
exec /usr/bin/arping "$@"
END
chmod 755 sbin/arping`);
  const asked = async (node: Director): Promise<number> => Number(await node.given('cat /run/asked | wc -l'));

  test('stands by, and takes over from a dead peer without its real server until that is seen again', async () => {
    expect([await a.directs(), await b.directs()]).toEqual([STANDBY, STANDBY]);
    expect(await a.lvs('status')).toBe('stopped\n');
    await b.given('ip link set eth0 down');
    await a.lvs('start');
    expect(await a.lvs('status')).toBe('running\n');
    expect(await a.directs()).toBe(ACTIVE);
    expect(await a.weights()).toEqual(['192.168.6.2:80 1', '192.168.6.3:80 0', '192.168.6.4:80 1']);
    await b.given('ip link set eth0 up');
    await becomes(a, ACTIVE);
    expect(await a.weights()).toEqual(EVEN);
  });

  test('hands over to a live peer: both send new clients to the old one only, until the new one is alone', async () => {
    await begin(a);
    expect(await a.weights()).toEqual(EVEN);
    await a.lvs('stop');
    expect([await a.lvs('status'), await a.phase()]).toEqual(['stopped\n', 'withdraw']);
    // It goes on answering and directing for as long as nobody else does.
    expect([await a.directs(), await a.weights()]).toEqual([ACTIVE, OLD_ONE_ONLY]);
    expect([await a.tells(), await a.reuses()]).toEqual([ENDS, SAME]);
    await b.lvs('start');
    expect([await b.directs(), await b.weights()]).toEqual(['eth0 lo 0 1 master backup', OLD_ONE_ONLY]);
    expect([await b.tells(), await b.reuses()]).toEqual([ENDS, SAME]);
    await until('what comes from the other is balanced anew', async () => (await a.reuses()) === ANY, 90);
    await becomes(a, STANDBY);
    await becomes(b, ACTIVE);
    expect([await a.weights(), await b.weights()]).toEqual([EVEN, EVEN]);
    expect([await a.tells(), await b.tells()]).toEqual([ALL, ALL]);
    expect([await a.reuses(), await b.reuses()]).toEqual([ANY, ANY]);
    expect(await a.given('ls /run')).not.toContain('lvs-director');
  });

  test('tells of its connections before it hands them back, though it was still at work on taking them', async () => {
    await begin(a);
    await a.lvs('stop');
    await b.lvs('start');
    await b.lvs('stop');
    expect(await b.directs()).toContain(' master ');
  });

  test('tells of all connections again when it takes back what it was about to hand over, asked more than once', async () => {
    await begin(a);
    for (const verb of ['stop', 'stop', 'start']) await a.lvs(verb);
    expect(await a.tells()).toBe(ALL);
  });

  // After three a successor takes the other for dead, unless it hears it under its own address.
  test.each([1, 4])('%i questions that are lost on the way do not make the successor begin alone', async (lost) => {
    await begin(a);
    await a.lvs('stop');
    await loses(b, '192.168.6.240', [1, lost]);
    await b.lvs('start');
    expect(await asked(b)).toBeGreaterThan(lost);
    expect([await b.phase(), await b.weights()]).toEqual(['settle', OLD_ONE_ONLY]);
  });

  test('three questions that are lost on the way do not make the old one go before the successor has begun', async () => {
    await begin(a);
    // Before the first it has been heard, and told of all connections.
    await loses(a, '192.168.6.3', [2, 4]);
    await a.lvs('stop');
    await until('it was asked once more', async () => (await asked(a)) > 5);
    expect([await a.directs(), await a.phase()]).toEqual([ACTIVE, 'withdraw']);
  });

  test('both directors choose the same real server where the old one does not serve, whatever their order', async () => {
    const service = '-t 192.168.6.240:80';
    const others = ['192.168.6.11:80', '192.168.6.10:80'];
    for (const [node, order] of [
      [a, others],
      [b, others.toReversed()],
    ] as const)
      await node.given(`ipvsadm -e ${service} -r 192.168.6.2:80 -g -w 0
${order.map((real) => `ipvsadm -a ${service} -r ${real} -g -w 1`).join('\n')}`);
    const chosen = (node: Director): Promise<string> =>
      node.given(`set -- ${WORDS}; self=$2 peer=$3; . /etc/ha.d/lvs-director.sh; only_target 192.168.6.2
ipvsadm -S -n | awk '$1 == "-a" && $NF > 0 { print $5 }'; weights_back`);
    expect([await chosen(a), await chosen(b)]).toEqual(['192.168.6.10:80\n', '192.168.6.10:80\n']);
  });

  test('without a dead director, a scheduler that maps clients to real servers passes over its real server', async () => {
    const service = '-t 192.168.6.240:80';
    await a.given(`ipvsadm -E ${service} -s sh`);
    const lacking = (text: string) =>
      a.given(`set -- ${WORDS}; self=$2 peer=$3; . /etc/ha.d/lvs-director.sh; ${text}
ipvsadm -S -n | sed 's/ *$//' | awk '$1 == "-A" { print } $1 == "-a" { print $5, $8 }'`);
    const of = (own: number) => ['192.168.6.2:80 1', `192.168.6.3:80 ${own}`, '192.168.6.4:80 1', ''].join('\n');
    expect(await lacking('without 192.168.6.3')).toBe(`-A ${service} -s sh -b sh-fallback\n${of(0)}`);
    expect(await lacking('table_back')).toBe(`-A ${service} -s sh\n${of(1)}`);
  });

  test('a host that shuts down directs until the other does, and then answers no more checks of that one', async () => {
    await begin(a);
    await a.lvs('stop');
    await a.lvs('leave 1');
    // It did not shut down.
    expect([await a.phase(), await a.given('ip route show type blackhole')]).toEqual(['withdraw', '']);
    await a.given(`printf '#!/bin/sh\\necho stopping\\n' > sbin/systemctl; chmod 755 sbin/systemctl`);
    const left = a.lvs('leave 1').then(async () => [await a.directs(), await a.given('ip route show type blackhole')]);
    await b.lvs('start');
    expect(await left).toEqual([STANDBY, 'blackhole 192.168.6.3 \n']);
    await becomes(b, ACTIVE);
  });

  test('a host that shuts down alone waits for nobody', async () => {
    await a.given(`printf '#!/bin/sh\\necho stopping\\n' > sbin/systemctl; chmod 755 sbin/systemctl`);
    await b.given('ip link set eth0 down');
    await a.lvs('start');
    await a.lvs('stop');
    await a.lvs('leave 600');
    expect([await a.directs(), await a.given('ip route show type blackhole')]).toEqual([STANDBY, '']);
  });

  test('a plan puts right what a killed worker has left, and only that', async () => {
    const [context] = contexts<HandoverVars>(role, { vars: { handover: 'make_before_break' } });
    const all = context === undefined ? [] : role.resources(context);
    const whole = all.filter(({ id }) => id === 'command no hand-over is left half-way');
    expect(await a.plan(...whole)).toEqual([]);
    await begin(a);
    expect(await a.plan(...whole)).toEqual([]);
    await a.lvs('stop');
    expect(await a.plan(...whole)).toEqual([]);
    await a.given('read -r worker _ < /run/lvs-director; kill -KILL -"$worker"');
    await until('the worker is gone', async () => (await a.phase()) === 'none');
    await a.converge(...whole);
    expect([await a.directs(), await a.weights(), await a.tells()]).toEqual([ACTIVE, EVEN, ALL]);
  });

  test('adopts an address that it was given otherwise, and is started anew for another address', async () => {
    await a.given('ip addr add 192.168.6.240/24 dev eth0; ip addr del 192.168.6.240/32 dev lo');
    await a.lvs('prepare');
    expect(await a.directs()).toBe('eth0 1 0 backup');
    await a.lvs('adopt');
    expect(await a.directs()).toBe(ACTIVE);
    const syncIds = (node: Director) => node.given("ipvsadm -L --daemon | sed 's/.*syncid=//; s/,.*//'");
    expect(await b.lvs('prepare', WORDS.replace('240/', '24/')).then(() => syncIds(b))).toBe('24\n');
    expect(await b.lvs('prepare').then(() => syncIds(b))).toBe('240\n');
  });
});
