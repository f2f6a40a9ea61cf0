import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Resource } from '../../../src/core/resource.ts';
import { joinSh } from '../../../src/core/sh.ts';
import { arm } from '../../../src/engine/guard/shell.ts';
import { defaultRoute } from '../../../src/platform/capabilities/default-route.ts';
import { ifupdown } from '../../../src/platform/providers/network/ifupdown.ts';
import { wantedBy } from '../platform/wanted-by.ts';
import type { Node } from '../resources/node.ts';

/** What the admin wrote, with oddities that a restored file has to have too. */
export const INTERFACES =
  '# by hand\n\nauto eth0\niface eth0 inet static\n\taddress 192.168.6.2/24\n   gateway  192.168.6.9 \n# no newline here';

/** Gives a node an interface, a default route, and a file that brings both up. */
export async function giveNetwork(node: Node): Promise<void> {
  mkdirSync(join(node.etc, 'network'), { recursive: true });
  writeFileSync(interfacesOf(node), INTERFACES, { mode: 0o640 });
  await node.given(`ip link add eth0 type veth peer name far0; ip link set eth0 up; ip link set far0 up
ip addr add 192.168.6.2/24 brd + dev eth0; ip route add default via 192.168.6.9 dev eth0 onlink`);
}

export const interfacesOf = (node: Node): string => join(node.etc, 'network/interfaces');
export const readInterfaces = (node: Node): string => readFileSync(interfacesOf(node), 'utf8');
export const routeOf = (node: Node): Promise<string> => node.given('ip -4 route show default');

/** The default route as the platform wants it, through `gateway`. */
export const routeBy = (gateway: string): readonly Resource[] =>
  wantedBy(ifupdown, defaultRoute, { gateway, device: 'eth0' });

/** Arms a guard for `resources` and makes the change, as the engine does, in one shell. Returns the keeper's pid. */
export async function changeUnderGuard(node: Node, resources: readonly Resource[], seconds = 60): Promise<number> {
  const undo = resources.flatMap(({ guard }) => (guard === undefined ? [] : [guard.undo]));
  const steps = await node.plan(...resources);
  const all = joinSh([arm('run-1', { undo, seconds }), ...steps.map(({ command }) => command.run)]);
  // As the engine's own shell, it does not stop at an error unless it is told.
  const { code, stderr } = await node.run(all);
  if (code !== 0) throw new Error(stderr);
  return Number(readFileSync(join(node.state, 'umctl/guard/pid'), 'utf8'));
}

/** Lets the time of an armed guard be up now, however long it was given: no test has to be faster than a clock. */
export const letTimeBeUp = (node: Node): Promise<string> =>
  node.given('cd /var/lib/umctl/guard; echo 0 > deadline.new; mv deadline.new deadline');

export const isArmed = (node: Node): boolean => existsSync(join(node.state, 'umctl/guard'));

/** Waits until `right` is; fails after `seconds`. */
export async function within(seconds: number, what: string, right: () => boolean | Promise<boolean>): Promise<void> {
  const end = performance.now() + seconds * 1000;
  while (!(await right())) {
    if (performance.now() > end) throw new Error(`${what}: not within ${seconds} s`);
    await sleep(50);
  }
}

export const isGone = (pid: number): boolean => !existsSync(`/proc/${pid}`);
