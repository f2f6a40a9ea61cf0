import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Lab, labProblem, labUp } from '../../../lab/index.ts';
import type { Family, Suite } from '../../../lab/model/families.ts';
import { expectEnd } from '../expect-end.ts';
import { activeDirector, servedBy, umctl, until } from '../umctl.ts';
import { unhurried } from '../unhurried.ts';
import { askBare, type Bare, type Beginning, begin } from './beginning.ts';

/** A lab that a story runs on, there from its first test on. */
export interface Scene {
  readonly lab: () => Lab;
  /** What is said of its hosts while they are bare. */
  readonly bare: () => Promise<Bare>;
  /** How its hosts became a cluster: whoever asks first makes them one. */
  readonly beginning: () => Promise<Beginning>;
  /** Runs umctl with the lab's inventory. */
  readonly run: (command: string, ...args: readonly string[]) => ReturnType<typeof umctl>;
}

const problem = await labProblem();

/** Part of a story: some tests that begin where the part before ended. */
export type Act = (scene: Scene) => void;

/** What happens to bare hosts of these families, in turn: two, or `nodes`; Debian's are of `suite`. */
export function clusterStory(
  name: string,
  families: readonly Family[],
  acts: readonly Act[],
  { suite = 'bookworm', nodes = 2 }: { readonly suite?: Suite; readonly nodes?: number } = {},
): void {
  const hosts = Array.from({ length: nodes }, (_, i) => families[i % families.length] ?? 'debian')
    .map((family) => (family === 'debian' ? suite : family))
    .join(' and ');
  let bare: Promise<Bare> | undefined;
  let beginning: Promise<Beginning> | undefined;
  story(hosts, acts, {
    enter: async () => unhurried(await labUp({ lab: name, families, suite, nodes, fresh: true })),
    bare: (lab) => {
      bare ??= askBare(lab);
      return bare;
    },
    beginning: (lab) => {
      beginning ??= begin(lab);
      return beginning;
    },
  });
}

interface Stage {
  readonly enter: () => Promise<Lab>;
  readonly bare: (lab: Lab) => Promise<Bare>;
  readonly beginning: (lab: Lab) => Promise<Beginning>;
}

/** A story of the bare hosts `hosts`, however they come to be a cluster. */
export function story(hosts: string, acts: readonly Act[], { enter, bare, beginning }: Stage): void {
  describe.skipIf(problem !== undefined)(`bare hosts, ${hosts}, become a cluster`, () => {
    let up: Lab;
    beforeAll(async () => {
      up = await enter();
    });
    afterAll(async () => {
      await up?.down({ remove: true });
    });
    const run: Scene['run'] = (command, ...args) => umctl([command, up.files.inventory, ...args]);
    for (const act of acts) act({ lab: () => up, bare: () => bare(up), beginning: () => beginning(up), run });
  });
}

/** All nodes are rebooted at once. */
export const reboot: Act = ({ lab, run }) => {
  test('a reboot of all nodes comes back to the same', async () => {
    await Promise.all(lab().hosts.map(({ name }) => lab().reboot(name)));
    await until('a director is active', 240, async () => (await activeDirector(lab())) !== undefined);
    expectEnd(await run('verify', '--wait', '4m'), 0);
    expectEnd(await run('plan', '--detailed-exitcode'), 0);
    const serving = async () => [...new Set(await servedBy(lab(), 8))].sort();
    const names = lab().hosts.map(({ name }) => name);
    await expect.poll(serving, { timeout: 60_000, interval: 1000 }).toEqual(names);
  });
};
