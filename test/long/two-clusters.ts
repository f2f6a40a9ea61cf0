import { readFile, writeFile } from 'node:fs/promises';
import { parse, stringify } from 'yaml';
import type { Lab } from '../../lab/index.ts';

export const ADDRESS = { shop: '192.168.6.240', mail: '192.168.6.250' } as const;

export type Name = keyof typeof ADDRESS;

const STACK = { shop: 'heartbeat', mail: 'keepalived' } as const;
const BOTH: readonly Name[] = ['shop', 'mail'];
const HOSTS = { shop: ['n1', 'n2'], mail: ['n3', 'n4'] } as const;

/** Writes an inventory of a lab's hosts. */
export interface Written {
  /** Clusters that have directors; default: both. */
  readonly clusters?: readonly Name[];
  /** Schedulers of their service; default: rr. */
  readonly schedulers?: Partial<Readonly<Record<Name, string>>>;
}

/** Makes two clusters of four hosts. @returns what writes the inventory; hosts of a cluster without directors leave it. */
export async function twoClusters(lab: Lab): Promise<(written?: Written) => Promise<void>> {
  const { all } = parse(await readFile(lab.files.inventory, 'utf8')) as Inventory;
  const hosts = { ...all.children.directors.hosts, ...all.children.real_servers.hosts };
  const two = (name: Name, more: object = {}) =>
    Object.fromEntries(HOSTS[name].map((host) => [host, { ...hosts[host], ...more }]));
  const { virtual_address: _, virtual_services: services, ...vars } = all.vars;
  return async ({ clusters = BOTH, schedulers = {} } = {}) => {
    const child = (name: Name) => ({
      hosts: two(name),
      vars: {
        virtual_address: `${ADDRESS[name]}/24`,
        stack: STACK[name],
        virtual_services: [{ ...services[0], scheduler: schedulers[name] ?? 'rr' }],
      },
    });
    const gone = BOTH.filter((name) => !clusters.includes(name));
    const children = {
      directors: { children: Object.fromEntries(clusters.map((name) => [name, child(name)])) },
      removed: { hosts: Object.assign({}, ...gone.map((name) => two(name, { cluster: name }))) },
    };
    await writeFile(lab.files.inventory, stringify({ all: { vars, children } }));
  };
}

/** What is read of the lab's inventory here. */
interface Inventory {
  readonly all: {
    readonly vars: {
      readonly virtual_address: string;
      readonly virtual_services: readonly object[];
      readonly [name: string]: unknown;
    };
    readonly children: Readonly<
      Record<'directors' | 'real_servers', { readonly hosts: Readonly<Record<string, object>> }>
    >;
  };
}
