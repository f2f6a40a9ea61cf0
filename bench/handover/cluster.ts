import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Document, parseDocument } from 'yaml';
import type { Lab } from '../../lab/index.ts';
import { run } from '../../lab/system/run.ts';
import { EXIT } from '../../src/core/errors.ts';

export const REAL_SERVERS = ['all', 'children', 'real_servers', 'hosts'];
export const VIRTUAL_ADDRESS = '192.168.6.240';

const UMCTL = join(import.meta.dirname, '../../bin/umctl.js');
const LONGEST = 120_000;

/** The cluster that is measured, and what is done to it. */
export interface Cluster {
  readonly lab: Lab;
  /** Runs umctl on the inventory. @throws when it does not exit with 0 */
  umctl(command: string, ...options: readonly string[]): Promise<void>;
  /** Runs umctl, which is to refuse it. @throws when it does anything else */
  refuses(command: string, ...options: readonly string[]): Promise<void>;
  /** Changes the inventory, without applying it. */
  edit(change: (inventory: Document) => void): Promise<void>;
  hasRealServers(): Promise<boolean>;
  /** Takes the lab's real servers out of the inventory. @returns what it said of n3 */
  withoutRealServers(): Promise<Readonly<Record<string, unknown>>>;
  /** The director that alone has the virtual address on its interface. */
  active(): Promise<string | undefined>;
  /** Waits until all is as it should be. */
  sound(): Promise<void>;
}

export function clusterOf(lab: Lab): Cluster {
  const { inventory } = lab.files;
  const umctl = async (command: string, options: readonly string[], expected: number): Promise<void> => {
    const asked = await run([process.execPath, UMCTL, command, inventory, ...options], { timeout: 900_000 });
    if (asked.code !== expected)
      throw new Error(`umctl ${command} exited with ${asked.code}\n${asked.stdout}${asked.stderr}`);
  };
  const realServers = async () => {
    const { all } = parseDocument(await readFile(inventory, 'utf8')).toJS() as Inventory;
    return all.children.real_servers.hosts ?? {};
  };
  return {
    lab,
    umctl: (command, ...options) => umctl(command, options, EXIT.done),
    refuses: (command, ...options) => umctl(command, options, EXIT.invalid),
    async edit(change) {
      const document = parseDocument(await readFile(inventory, 'utf8'));
      change(document);
      await writeFile(inventory, document.toString({ lineWidth: 0 }));
    },
    hasRealServers: async () => Object.keys(await realServers()).length > 0,
    async withoutRealServers() {
      const { n3 = {} } = await realServers();
      await this.edit((document) => document.setIn(REAL_SERVERS, document.createNode({})));
      return n3;
    },
    async active() {
      const asked = lab.hosts.map(async ({ name }) => {
        const { stdout } = await lab.exec(name, [
          'ip',
          '-4',
          '-o',
          'addr',
          'show',
          'dev',
          'eth0',
          'to',
          VIRTUAL_ADDRESS,
        ]);
        return stdout.trim() === '' ? [] : [name];
      });
      const holders = (await Promise.all(asked)).flat();
      return holders.length === 1 ? holders[0] : undefined;
    },
    async sound() {
      await this.umctl('verify', '--wait', '5m');
    },
  };
}

/** Asks five times a second. @returns how long it took, in milliseconds @throws with `what` after two minutes */
export async function until(what: string, right: () => Promise<boolean>): Promise<number> {
  const start = performance.now();
  while (!(await right())) {
    if (performance.now() - start > LONGEST) throw new Error(`${what}: not within ${LONGEST / 1000} s`);
    await sleep(200);
  }
  return performance.now() - start;
}

/** What is read of the lab's inventory here. */
interface Inventory {
  readonly all: {
    readonly children: {
      readonly real_servers: { readonly hosts?: Readonly<Record<string, Readonly<Record<string, unknown>>>> };
    };
  };
}
