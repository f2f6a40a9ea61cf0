import { afterAll, beforeAll, expect, test } from 'vitest';
import { drain, undrain } from '../../../../src/cluster/drain/drain.ts';
import { rotateKey } from '../../../../src/cluster/rotation/rotate-key.ts';
import { clusterStatusOf } from '../../../../src/cluster/status/cluster.ts';
import { columnsOf } from '../../../../src/cluster/status/columns.ts';
import { statusOnce } from '../../../../src/cluster/status/once.ts';
import type { ClusterStatus } from '../../../../src/cluster/status/shape.ts';
import { switchover } from '../../../../src/cluster/switchover/switchover.ts';
import { EXIT } from '../../../../src/core/errors.ts';
import { apply } from '../../../../src/engine/apply.ts';
import { plan } from '../../../../src/engine/plan.ts';
import { verify } from '../../../../src/engine/verify.ts';
import { formatStatus } from '../../../../src/output/status.ts';
import type { Hosts } from '../../engine/hosts.ts';
import { done, openToys, STACK, told } from './cluster.ts';
import { ADDRESS, DIRECTORS, KEY, TABLE } from './paths.ts';
import { complaintsOf, remarksOf } from './told-checks.ts';
import { webServer } from './web-server.ts';

// A stack that umctl has never heard of goes through all that umctl does, by the ports alone. One story, on real shells.

let hosts: Hosts;
beforeAll(async () => {
  hosts = await openToys('n1', 'n2');
});
afterAll(() => hosts?.close());

/** Copies of the key. */
const COPIES = "grep -rlE '^[0-9a-f]{64}$' /var/lib/umctl || :";

const yes = async (): Promise<boolean> => true;
const on = (name: string, command: string): Promise<string> => hosts.node(name).given(command);
const active = async (): Promise<readonly string[]> => {
  const held = await Promise.all(
    ['n1', 'n2'].map(async (name) => [name, await on(name, 'ip -4 -o addr show dev eth0')] as const),
  );
  return held.flatMap(([name, addresses]) => (addresses.includes(` ${ADDRESS}/`) ? [name] : []));
};
const applied = (inventory: Parameters<typeof told>[2] = {}) =>
  told(hosts, (session, watch) => apply(session, watch, yes), inventory);
const statusNow = async (): Promise<ClusterStatus> => {
  const asked = await told(hosts, (session, watch) => statusOnce(session, watch, clusterStatusOf(session.job)));
  return asked.summary;
};
const drained = (timeout: number) =>
  told(hosts, (session, watch) =>
    drain(session, watch, { node: 'n2', reason: 'a test', timeout, allowOutage: false, approval: yes }),
  );

test('plan shows what would be done, and does nothing', async () => {
  const { summary, events } = await told(hosts, plan);
  expect(summary.exit).toBe(EXIT.done);
  const steps = events.flatMap((event) => (event.type === 'plan' ? event.steps.map(({ id }) => id) : []));
  expect(steps).toEqual(
    expect.arrayContaining([`file ${DIRECTORS}`, `file ${KEY}`, `file ${TABLE}`, 'file /etc/page']),
  );
  expect(await on('n1', `ls ${DIRECTORS} 2>/dev/null || echo none`)).toBe('none\n');
});

test('apply sets both up with one key, the first takes the address, and its plan is empty then', async () => {
  expect((await applied()).summary.exit).toBe(EXIT.done);
  expect(await active()).toEqual(['n1']);
  const keys = [await on('n1', `cat ${KEY}`), await on('n2', `cat ${KEY}`)];
  expect(keys[0]).toMatch(/^[0-9a-f]{64}$/);
  expect(keys[1]).toBe(keys[0]);
  expect(done(await applied())).toEqual([]);
});

test('verify asks the checks of the stack', async () => {
  const { summary, events } = await told(hosts, (session, watch) => verify(session, watch, { waitSeconds: 0 }));
  expect(summary.exit).toBe(EXIT.done);
  const checks = events.flatMap((event) => (event.type === 'check' ? [event.result.name] : []));
  expect(checks).toContain('one director has the flag');
});

test('status asks and shows what the stack brings', async () => {
  await on('n1', `chmod 644 ${KEY}; echo n2 > /run/flag-hears; echo 3 > /run/active-10.9.9.2`);
  const status = await statusNow();
  await on('n1', `chmod 600 ${KEY}; rm /run/flag-hears /run/active-10.9.9.2`);
  expect(status.active.map(({ host }) => host)).toEqual(['n1']);
  expect(status.hosts.map((host) => host['flag'])).toEqual([{ hears: ['n2'] }, { hears: [] }]);
  expect(status.services.map(({ name, reals }) => [name, reals.map((real) => [real.name, real.active])])).toEqual([
    [
      'http',
      [
        ['n1', 0],
        ['n2', 3],
      ],
    ],
  ]);
  expect(status.problems).toContain('n1: others may read the key of the flag');
  const lines = formatStatus(status, { columns: columnsOf(STACK), paint: (_, text) => text });
  expect(lines.join('\n')).toMatch(/FLAG[\s\S]*hears n2/);
});

test('drain takes a real server out on both directors, and waits for its connections on the active one', async () => {
  await on('n1', 'echo 2 > /run/active-10.9.9.2');
  expect((await drained(1)).summary.exit).toBe(EXIT.unhealthy);
  await on('n1', 'rm /run/active-10.9.9.2');
  expect((await drained(5)).summary.exit).toBe(EXIT.done);
  for (const name of ['n1', 'n2'])
    expect(await on(name, `cat ${TABLE}`)).toBe(
      `service TCP ${ADDRESS}:80 rr\nreal 10.9.9.1:80 1\nreal 10.9.9.2:80 0\n`,
    );
  const { events } = await told(hosts, plan);
  expect(events.flatMap((event) => (event.type === 'warning' ? [event.message] : []))).toEqual([
    expect.stringMatching(/^n2 is drained since .* \(a test\); umctl undrain gives it clients again$/),
  ]);
});

test('drain waits for no connection of the table that the real server has no more', async () => {
  const web = await webServer(on, { name: 'n2', address: ADDRESS });
  await on('n1', 'echo 2 > /run/active-10.9.9.2');
  const waiting = await drained(1);
  expect(waiting.summary.exit).toBe(EXIT.unhealthy);
  expect(complaintsOf(waiting.events)).toEqual([
    'connections left: http 1 (not counted: 1 of http, which n1 has in its table and which ended on n2)',
  ]);
  await web.end();
  const { summary, events } = await drained(1);
  expect([summary.exit, remarksOf(events)]).toEqual([
    EXIT.done,
    ['2 of http, which n1 has in its table and which ended on n2'],
  ]);
  // Who sends connections on to elsewhere cannot tell.
  await on('n2', 'nft add table ip nat; nft add chain ip nat pre "{ type nat hook prerouting priority -100; }"');
  await on('n2', `nft add rule ip nat pre ip daddr ${ADDRESS} tcp dport 80 dnat to 10.9.9.77:8080`);
  expect((await drained(1)).summary.exit).toBe(EXIT.unhealthy);
  await on('n2', 'nft delete table ip nat');
  await web.close();
  expect((await drained(1)).summary.exit, 'nobody listens there').toBe(EXIT.unhealthy);
  await on('n1', 'rm /run/active-10.9.9.2');
});

test('the last real server of a service is not drained', async () => {
  const last = told(hosts, (session, watch) =>
    drain(session, watch, { node: 'n1', reason: '', timeout: 1, allowOutage: false, approval: yes }),
  );
  await expect(last).rejects.toThrow('n1 cannot be drained: http would have no real server left');
});

test('undrain gives it clients again', async () => {
  const { summary } = await told(hosts, (session, watch) => undrain(session, watch, { node: 'n2', approval: yes }));
  expect(summary.exit).toBe(EXIT.done);
  expect(await on('n1', `cat ${TABLE}`)).toContain('real 10.9.9.2:80 1\n');
});

test('switchover moves the address as the stack does it', async () => {
  const outcome = await told(hosts, (session, watch) => switchover(session, watch, { approve: yes }));
  expect([outcome.summary.exit, done(outcome)]).toEqual([EXIT.done, ['the flag passes from n1 to n2']]);
  expect(await active()).toEqual(['n2']);
});

test('a change that clients would feel is made on the standby first, and after a hand-over on who was active', async () => {
  const services = [
    { name: 'http', port: 80 },
    { name: 'https', port: 443 },
  ];
  const outcome = await applied({ vars: { virtual_services: services } });
  expect(done(outcome)).toEqual([`n1 file ${TABLE}`, 'the flag passes from n2 to n1', `n2 file ${TABLE}`]);
  expect([outcome.summary.exit, await active()]).toEqual([EXIT.done, ['n1']]);
  expect((await applied()).summary.exit).toBe(EXIT.done);
});

test('rotate-key changes the key of both, and nothing else', async () => {
  const before = await on('n1', `cat ${KEY}`);
  const outcome = await told(hosts, (session, watch) => rotateKey(session, watch, yes));
  expect([outcome.summary.exit, new Set(done(outcome))]).toEqual([
    EXIT.done,
    new Set([`n1 file ${KEY}`, `n2 file ${KEY}`]),
  ]);
  const after = await on('n1', `cat ${KEY}`);
  expect(after).toMatch(/^[0-9a-f]{64}$/);
  expect(after).not.toBe(before);
  expect(await on('n2', `cat ${KEY}`)).toBe(after);
});

test('a director that leaves gives up what it has, and its files are as they were before umctl', async () => {
  // The key of before its rotation, as umctl wrote it.
  expect(await on('n2', COPIES)).not.toBe('');
  const leaver = { groups: { n2: 'removed' } };
  const outcome = await applied(leaver);
  expect(outcome.summary.exit).toBe(EXIT.done);
  const left = await on('n2', `ls -d /etc/flag/* /etc/balance/* /etc/page 2>/dev/null || :; ${COPIES}`);
  expect([left, await on('n2', 'ipvsadm -L -n'), await active()]).toEqual(['', '', ['n1']]);
  expect(await on('n1', `cat ${DIRECTORS} ${TABLE}`)).toBe(`n1\nservice TCP ${ADDRESS}:80 rr\nreal 10.9.9.1:80 1\n`);
  expect(done(await applied(leaver))).toEqual([]);
});

test('one that the others hear, and that does not answer, is not taken for gone', async () => {
  await on('n1', 'echo n2 > /run/flag-hears');
  hosts.cut('n2');
  const { summary } = await told(hosts, plan, { groups: { n2: 'removed' } });
  expect(summary.exit).toBe(EXIT.unreachable);
  await on('n1', 'rm /run/flag-hears');
  const { summary: gone } = await told(hosts, plan, { groups: { n2: 'removed' } });
  expect(gone.exit).toBe(EXIT.done);
});
