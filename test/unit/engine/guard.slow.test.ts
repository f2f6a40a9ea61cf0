import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Connection } from '../../../src/core/connection.ts';
import { decidedBy } from '../../../src/core/decided-by.ts';
import { EXIT, HostError } from '../../../src/core/errors.ts';
import type { Event } from '../../../src/core/events.ts';
import type { Resource } from '../../../src/core/resource.ts';
import { changeGuarded, guardsOf } from '../../../src/engine/guard/change-guarded.ts';
import { createFleet } from '../../../src/engine/run/fleet.ts';
import { file } from '../../../src/resources/file.ts';
import { tell } from './cluster.ts';
import { changeUnderGuard, giveNetwork, INTERFACES, isArmed, readInterfaces, routeBy, routeOf } from './guard-node.ts';
import { type Hosts, openHosts } from './hosts.ts';

let hosts: Hosts;
beforeEach(async () => {
  hosts = await openHosts('n1');
  await giveNetwork(hosts.node('n1'));
});
afterEach(() => hosts.close());

/**
 * How long a guard waits where it is meant to undo a change: half of it is the limit of a step, and in all of it a busy machine has
 * made the change and seen that it was cut off. Elsewhere there is time enough on any machine.
 */
const SECONDS = 12;
const AMPLE = 60;
const [before, after] = [file({ path: '/etc/before', content: 'x' }), file({ path: '/etc/after', content: 'x' })];

/** Changes n1 as a run does, over links that only stand while the default route goes through a router that is there. */
async function changed(resources: readonly Resource[], seconds = AMPLE) {
  const node = hosts.node('n1');
  const events: Event[] = [];
  const done: string[] = [];
  const stands = async (): Promise<void> => {
    if (!/via 192\.168\.6\.[19] /.test(await routeOf(node)))
      throw new HostError({ host: 'n1', exit: EXIT.unreachable, message: 'timed out' });
  };
  let logins = 0;
  const { connect } = hosts.controller();
  const overRouter = async (host: string): Promise<Connection> => {
    await stands();
    logins++;
    const link = await connect(host);
    const run: Connection['run'] = async (...args) => {
      const outputs = await link.run(...args);
      await stands();
      return outputs;
    };
    return { ...link, run };
  };
  const watch = { report: (event: Event) => void events.push(event), signal: new AbortController().signal };
  const fleet = createFleet({ ...watch, connect: overRouter, forks: 1 });
  const steps = await node.plan(...resources);
  const guards = guardsOf({ plays: [resources] });
  const { failed } = await fleet.each({ phase: 'apply', hosts: ['n1'] }, (connection) =>
    changeGuarded(connection, steps, {
      ...watch,
      run: 'run-1',
      onDone: () => done.push(''),
      fleet,
      guards,
      seconds,
    }),
  );
  return { failure: failed.get('n1'), done: done.length, logins, events };
}

test('a gateway that cuts the host off is undone there, told with the variable to correct, and nothing follows it', async () => {
  const start = performance.now();
  const route = decidedBy('gateway (site.yaml:3:14)', routeBy('192.168.6.66'));
  const { failure, events } = await changed([before, ...route, after], SECONDS);
  expect(failure).toMatchObject({
    exit: EXIT.failed,
    message: `the change cut the host off; it restored itself after ${SECONDS} s`,
    output: 'undone on the host: default route 192.168.6.66 eth0',
    next: expect.stringContaining('Correct gateway (site.yaml:3:14)'),
  });
  expect(performance.now() - start).toBeLessThan((SECONDS + 25) * 1000);
  expect(events).toContainEqual({ type: 'warning', message: expect.stringContaining('accepts no login') });
  const node = hosts.node('n1');
  expect([await routeOf(node), readInterfaces(node)]).toEqual([expect.stringContaining('192.168.6.9'), INTERFACES]);
  expect(await node.given('ls /etc/before; ls /etc/after 2>/dev/null || :; ls -A /var/lib/umctl')).not.toMatch(
    /after|guard/,
  );
});

test('a gateway that is right is confirmed by one login more, and the rest follows', async () => {
  const { failure, done, logins } = await changed([before, ...routeBy('192.168.6.1'), after]);
  expect([failure, done, logins]).toEqual([undefined, 3, 2]);
  expect(isArmed(hosts.node('n1'))).toBe(false);
  expect(await hosts.node('n1').plan(before, ...routeBy('192.168.6.1'), after)).toEqual([]);
});

test('where no step may cut the host off, there is no login more and no guard', async () => {
  const { failure, logins } = await changed([before, after]);
  expect([failure, logins]).toEqual([undefined, 1]);
  expect(await hosts.node('n1').given('ls -A /var/lib')).not.toContain('guard');
});

test('a step that fails under a guard is told as it is, and the host keeps what was done', async () => {
  const [doomed] = [file({ path: '/etc/none/doomed', content: '' })];
  const guarded = { ...doomed, guard: { undo: { text: ':' } } };
  const { failure, done } = await changed([...routeBy('192.168.6.1'), guarded, after]);
  expect([failure?.message, done]).toEqual([expect.stringContaining('/etc/none/doomed failed'), 1]);
  expect([isArmed(hosts.node('n1')), await routeOf(hosts.node('n1'))]).toEqual([false, expect.stringMatching(/6\.1 /)]);
});

test('after a run that was killed before it confirmed, the next waits until the host is as it was, and plans it again', async () => {
  await changeUnderGuard(hosts.node('n1'), routeBy('192.168.6.66'), 2 * SECONDS);
  const { summary, events } = await tell('plan', hosts, { wanted: () => routeBy('192.168.6.66') });
  expect(summary).toMatchObject({ exit: EXIT.done, hosts: [{ planned: 1 }] });
  expect(events).toContainEqual({ type: 'warning', message: expect.stringContaining('waiting until the host') });
  expect(readInterfaces(hosts.node('n1'))).toBe(INTERFACES);
});
