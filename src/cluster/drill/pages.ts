import { InputError } from '../../core/errors.ts';
import { nearest } from '../../core/nearest.ts';
import { destinationOf } from '../../load/dial.ts';
import { listed } from '../stack/names.ts';
import type { DrillCluster } from './cluster.ts';

/** What the load asks for. */
export interface Asked {
  /** In turn; one at least. */
  readonly urls: readonly [string, ...string[]];
  /** The port behind the first. */
  readonly port: number;
  /** Virtual addresses that are meant, and that have no page to ask for. */
  readonly unasked: readonly string[];
}

/** What a drill was told to ask. */
interface Wanted {
  readonly url?: string | undefined;
  readonly address?: string | undefined;
}

interface Amount {
  readonly rate: number;
  readonly keepAlive: { readonly connections: number };
}

/** The most new connections a second, and the most kept ones, that a drill makes of its own accord. */
const MOST = 200;

const refuse = (message: string): never => {
  throw new InputError([{ message }]);
};

/**
 * What the load asks: one page of each virtual address, of those that are named, or what `--url` says.
 * @throws InputError where there is none that can be asked
 */
export function whatToAsk({ url, address }: Wanted, cluster: DrillCluster): Asked {
  const meant = address === undefined ? cluster.addresses : namedIn(address, cluster);
  const pages = cluster.pages.filter((page) => meant.includes(page.address));
  const [first, ...others] = url === undefined ? pages.map((page) => page.url) : [url];
  if (first === undefined)
    return refuse(
      address === undefined
        ? 'the inventory has no http or https service to ask; name a page with --url'
        : `--address ${address}: no http or https service to ask is there; name a page with --url`,
    );
  try {
    const { port } = destinationOf(first);
    const unasked = url === undefined ? meant.filter((one) => pages.every((page) => page.address !== one)) : [];
    return { urls: [first, ...others], port, unasked };
  } catch (error) {
    return refuse(`--url: ${(error as Error).message}`);
  }
}

/** The load that is said of each address, as all of them have it together. */
export function shared<Load extends Amount>(load: Load, { urls }: Pick<Asked, 'urls'>): Load {
  const { rate, keepAlive } = load;
  const together = (each: number): number => Math.max(each, Math.min(each * urls.length, MOST));
  return {
    ...load,
    rate: together(rate),
    keepAlive: { ...keepAlive, connections: together(keepAlive.connections) },
  };
}

/** The addresses behind names, or addresses, with commas between them. */
function namedIn(text: string, { names }: DrillCluster): readonly string[] {
  return text.split(',').map((word) => {
    const found = names.find(({ name, address }) => name === word || address === word);
    if (found !== undefined) return found.address;
    const known = names.map(({ name, address }) => name ?? address);
    const meant = nearest(word, known);
    return refuse(
      `--address ${word}: no virtual address is called so; ${meant === undefined ? `there are ${listed(known)}` : `did you mean "${meant}"?`}`,
    );
  });
}
