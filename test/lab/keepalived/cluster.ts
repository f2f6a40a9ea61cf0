import { readFile } from 'node:fs/promises';
import { expect } from 'vitest';
import { parse } from 'yaml';
import type { Lab } from '../../../lab/index.ts';
import { editInventory } from '../edit-inventory.ts';
import { lastRunOf } from '../last-run.ts';
import { activeDirector, umctl, until } from '../umctl.ts';
import { underLoad, whatDirectorsSaid } from '../under-load.ts';

/** Checks that a machine with much else to do has the time for: each is a program in Perl, on hosts that share two processors. */
export const PATIENT = { checkinterval: 30, checktimeout: 20 } as const;

/** A lab's hosts as a cluster whose directors and stack change. */
export interface Cluster {
  readonly run: (command: string, ...args: readonly string[]) => ReturnType<typeof umctl>;
  /** Applies the inventory, which succeeds. @returns what was said */
  readonly apply: () => Promise<string>;
  /** The id of this inventory's latest run of a command: other stories run beside, and are on the same record. */
  readonly lastRun: (command: string) => Promise<string>;
  /** The director that serves. */
  readonly serving: () => Promise<string>;
  /** Does `work` while clients come; no request may fail, no connection break, and every director serves. */
  readonly underLoad: (work: () => Promise<unknown>) => Promise<void>;
  /** The same with new connections alone: those that a host's own web server keeps end with the host. */
  readonly underNewConnections: (work: () => Promise<unknown>) => Promise<void>;
  readonly setDirectors: (names: readonly string[]) => Promise<void>;
  readonly setVariable: (path: readonly (string | number)[], value: unknown) => Promise<void>;
  /** Waits until all is well. */
  readonly sound: () => Promise<void>;
}

/** The cluster of a lab of which n1 and n2 are the directors so far. */
export async function clusterOf(lab: Lab): Promise<Cluster> {
  const { children } = (parse(await readFile(lab.files.inventory, 'utf8')) as Inventory).all;
  const hosts = { ...children.directors.hosts, ...children.real_servers.hosts };
  let directors: readonly string[] = ['n1', 'n2'];
  const run: Cluster['run'] = (command, ...args) => umctl([command, lab.files.inventory, ...args]);
  const serving = async (): Promise<string> => (await activeDirector(lab)) ?? 'nobody';
  const allServe = async (work: () => Promise<unknown>, connections: number): Promise<void> => {
    const load = { keepAlive: { connections, every: 400, patience: 15_000, lifetime: 15_000 } };
    expect(await underLoad(lab, async () => void (await work()), load)).toEqual(expect.arrayContaining([...directors]));
  };
  return {
    run,
    async apply() {
      const { code, stdout, stderr } = await run('apply', '--yes');
      expect(code, stdout + stderr).toBe(0);
      return stdout;
    },
    lastRun: (command) => lastRunOf(lab, command),
    serving,
    underLoad: (work) => allServe(work, 4),
    underNewConnections: (work) => allServe(work, 0),
    async setDirectors(names) {
      directors = names;
      const group = (inventory: Parameters<Parameters<typeof editInventory>[1]>[0], of: readonly string[]) =>
        inventory.createNode(Object.fromEntries(of.map((name) => [name, hosts[name]])));
      await editInventory(lab, (inventory) => {
        inventory.setIn(['all', 'children', 'directors', 'hosts'], group(inventory, names));
        inventory.setIn(['all', 'children', 'real_servers', 'hosts'], group(inventory, []));
      });
    },
    setVariable: (path, value) =>
      editInventory(lab, (inventory) => inventory.setIn(['all', 'vars', ...path], inventory.createNode(value))),
    async sound() {
      let said = '';
      const since = Date.now();
      const verified = async () => {
        const { code, stdout, stderr } = await run('verify');
        said = stdout + stderr;
        return code === 0;
      };
      await until('the cluster is sound', 300, verified).catch(async (error) =>
        expect.fail(`${error}\n${said}${await whatDirectorsSaid(lab, since)}`),
      );
    },
  };
}

/** What is read of the lab's inventory here. */
interface Inventory {
  readonly all: {
    readonly children: Readonly<
      Record<'directors' | 'real_servers', { readonly hosts: Readonly<Record<string, unknown>> }>
    >;
  };
}
