import { afterAll, beforeAll, expect, test } from 'vitest';
import { drain } from '../../../../src/cluster/drain/drain.ts';
import { clusterOf } from '../../../../src/cluster/playbook.ts';
import type { Stack } from '../../../../src/cluster/ports/stack.ts';
import { rotateKey } from '../../../../src/cluster/rotation/rotate-key.ts';
import { switchover } from '../../../../src/cluster/switchover/switchover.ts';
import type { Connection } from '../../../../src/core/connection.ts';
import { EXIT } from '../../../../src/core/errors.ts';
import { apply } from '../../../../src/engine/apply.ts';
import { plan } from '../../../../src/engine/plan.ts';
import type { Session, Watch } from '../../../../src/engine/run/session.ts';
import type { Hosts } from '../../engine/hosts.ts';
import { done, MEMBERSHIP, openToys, STACK, told } from '../toy/cluster.ts';
import { DIRECTORS, KEY } from '../toy/paths.ts';
import { directorsOf, poleCalled } from './pole.ts';

// A live pair goes from one stack to another, and back, each as one plan. On real shells.

const playbook = clusterOf({
  stacks: [STACK, poleCalled('pole'), poleCalled('mast', 'when told')],
  roles: [],
  membership: MEMBERSHIP,
});
const yes = async (): Promise<boolean> => true;

let hosts: Hosts;
beforeAll(async () => {
  hosts = await openToys('n1', 'n2');
  // Whoever is asked answers: these nodes share no segment.
  for (const [i, node] of [...hosts.nodes.values()].entries()) {
    // By which two are told apart, wherever the virtual address is.
    await node.given(`ip addr add 10.8.0.${i + 1}/24 dev far0`);
    // In the node's own folder of programs, where it is a link to the machine's.
    await node.given('rm -f sbin/arping; printf "#!/bin/sh\\nexit 1\\n" > sbin/arping; chmod 755 sbin/arping');
  }
});
afterAll(() => hosts?.close());

const applied = (vars: Readonly<Record<string, unknown>> = {}) =>
  told(hosts, (session, watch) => apply(session, watch, yes), { playbook, vars });
const chosen = ({ events }: Awaited<ReturnType<typeof applied>>) =>
  events.flatMap((event) => (event.type === 'chosen' ? [`${event.of}: ${event.name}, ${event.why}`] : []));
const held = async () => {
  const all = await Promise.all(
    ['n1', 'n2'].map(async (name) => [name, await hosts.node(name).given('ip -4 -o addr show dev eth0')] as const),
  );
  return all.flatMap(([name, text]) => (text.includes(' 10.9.9.9/') ? [name] : []));
};
const there = async (path: string) =>
  Promise.all(['n1', 'n2'].map((name) => hosts.node(name).given(`[ -e ${path} ] && printf there || printf gone`)));

test('bare hosts get the first, and keep it when nothing is said', async () => {
  const first = await applied();
  expect(first.summary.exit).toBe(EXIT.done);
  expect(chosen(first)).toEqual(['stack: flag, the default']);
  expect(await held()).toEqual(['n1']);
  const second = await told(hosts, (session, watch) => plan(session, watch), { playbook });
  expect(chosen(second)).toEqual(['stack: flag, which n1 and n2 are set up with']);
  expect(second.summary.hosts.map(({ planned }) => planned)).toEqual([0, 0]);
});

test('the choice costs hosts that are set up no exchange: what tells is asked with all else', async () => {
  const exchangesOf = async (stacks: readonly [Stack, ...Stack[]]): Promise<number> => {
    const opened: Connection[] = [];
    const counted = async (session: Session, watch: Watch) => {
      const connect = async (host: string): Promise<Connection> => {
        const connection = await session.connect(host);
        opened.push(connection);
        return connection;
      };
      return plan({ ...session, connect }, watch);
    };
    await told(hosts, counted, { playbook: clusterOf({ stacks, roles: [], membership: MEMBERSHIP }) });
    return opened.reduce((sum, { exchanges }) => sum + exchanges, 0);
  };
  const alone = await exchangesOf([STACK]);
  expect(alone).toBeGreaterThan(0);
  expect(await exchangesOf([STACK, poleCalled('pole')])).toBe(alone);
});

test('until it is applied, nothing is handed over, drained or rotated by it', async () => {
  const vars = { stack: 'pole' };
  const refused = 'n1 is still set up with flag and balance, and the stack is pole: run umctl apply first';
  const all: readonly Parameters<typeof told<unknown>>[1][] = [
    (session, watch) => switchover(session, watch, { approve: yes }),
    (session, watch) => rotateKey(session, watch, yes),
    (session, watch) =>
      drain(session, watch, { node: 'n2', reason: '', timeout: 1, allowOutage: false, approval: yes }),
  ];
  for (const work of all) await expect(told(hosts, work, { playbook, vars })).rejects.toThrow(refused);
  expect(await held()).toEqual(['n1']);
});

test('another stack: the standby takes over by it, and then the active one leaves the old', async () => {
  const change = await applied({ stack: 'pole' });
  expect(chosen(change)).toEqual(['stack: pole, as the inventory says (`stack`)']);
  expect(change.summary.exit).toBe(EXIT.done);
  const steps = done(change);
  const order = [
    `n2 absent ${KEY}`,
    `n2 absent ${DIRECTORS}`,
    `n2 file ${directorsOf('pole')}`,
    'n2 command pole takes over',
    'n1 command another director serves 10.9.9.9 by pole',
    'n1 command the flag is given up',
    `n1 absent ${DIRECTORS}`,
    `n1 file ${directorsOf('pole')}`,
  ];
  expect(steps.filter((step) => order.includes(step))).toEqual(order);
  expect(await held()).toEqual(['n2']);
  expect(await there(DIRECTORS)).toEqual(['gone', 'gone']);
  expect(await there(directorsOf('pole'))).toEqual(['there', 'there']);
});

test('and the plan is empty then, with the stack said or not', async () => {
  for (const vars of [{ stack: 'pole' }, {}]) {
    const again = await told(hosts, (session, watch) => plan(session, watch), { playbook, vars });
    expect(again.summary.hosts.map(({ planned }) => planned)).toEqual([0, 0]);
  }
});

test('on to a third, whose standby is told to take over once it is there', async () => {
  const back = await applied({ stack: 'mast' });
  expect(back.summary.exit).toBe(EXIT.done);
  const order = [
    `n1 file ${directorsOf('mast')}`,
    'n1 command mast takes over',
    'n2 command another director serves 10.9.9.9 by mast',
    'n2 command pole is left',
  ];
  expect(done(back).filter((step) => order.includes(step))).toEqual(order);
  expect(await there(directorsOf('pole'))).toEqual(['gone', 'gone']);
  expect(await there(directorsOf('mast'))).toEqual(['there', 'there']);
  expect(await held()).toEqual(['n1']);
});

test('where nobody answers beside it, the active director goes on with the old stack', async () => {
  await hosts.node('n1').given('printf "#!/bin/sh\\nexit 0\\n" > sbin/arping');
  const change = await applied({ stack: 'pole' });
  expect(change.summary.exit).toBe(EXIT.failed);
  expect(change.events.flatMap((event) => (event.type === 'host-failed' ? [event.failure.output] : []))).toEqual([
    expect.stringContaining('no other director answers for 10.9.9.9, so n1 goes on with it'),
  ]);
  expect(await held()).toContain('n1');
  // The same again goes on from there.
  await hosts.node('n1').given('printf "#!/bin/sh\\nexit 1\\n" > sbin/arping');
  expect((await applied({ stack: 'pole' })).summary.exit).toBe(EXIT.done);
  expect(await held()).toEqual(['n2']);
});
