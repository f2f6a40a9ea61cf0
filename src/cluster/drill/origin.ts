import { isLoopbackText } from '../../core/address/ip.ts';
import { InputError } from '../../core/errors.ts';
import type { DrillCluster } from './cluster.ts';

/** Where the load begins: at a host of the inventory, behind an HTTP proxy, or on this machine. */
export type Origin =
  | { readonly kind: 'host'; readonly host: string }
  | { readonly kind: 'proxy'; readonly url: string }
  | { readonly kind: 'controller' };

/** How SSH gets to a host: the name or address that is connected to, and the jump hosts before it. */
export interface SshRoute {
  readonly hostname: string;
  readonly jumps: readonly string[];
}

/** What `--from` and `--proxy` say. */
export interface OriginOptions {
  readonly from?: string | undefined;
  readonly proxy?: string | undefined;
}

/** The word for this machine in `--from`. */
export const CONTROLLER = 'controller';

/**
 * Chooses where the load begins: what the command line says, else the inventory's proxy, else this machine. This machine
 * only where SSH reaches the directors from it as clients would reach the virtual address: behind a forwarded port or a
 * jump host, somebody else may have that address here.
 * @throws InputError where this machine is not known to be on the cluster's network
 */
export async function chooseOrigin(
  { from, proxy }: OriginOptions,
  { nodes, virtualAddress, drill }: Pick<DrillCluster, 'nodes' | 'virtualAddress' | 'drill'>,
  routeTo: (host: string) => Promise<SshRoute>,
): Promise<Origin> {
  if (from !== undefined && from !== CONTROLLER) return { kind: 'host', host: from };
  const url = proxy ?? (from === undefined ? drill.proxy : undefined);
  if (url !== undefined) return { kind: 'proxy', url };
  for (const { name } of nodes.filter(({ isDirector }) => isDirector)) {
    const { hostname, jumps } = await routeTo(name);
    const here = `so ${virtualAddress} may be another host's on this machine's own network`;
    const way = 'name a host that clients come from by --from HOST, or an HTTP proxy there by --proxy URL';
    if (isThisMachine(hostname)) refuse(`${name} is reached by a port of this machine (${hostname}), ${here}; ${way}`);
    if (jumps.length > 0 && from === undefined)
      refuse(
        `${name} is reached by the jump host ${jumps.join(', ')}, ${here}; ${way}. If clients do come from here: --from ${CONTROLLER}`,
      );
  }
  return { kind: 'controller' };
}

/** What a report says of it. Undefined: this machine. */
export function originName(origin: Origin): string | undefined {
  if (origin.kind === 'controller') return undefined;
  return origin.kind === 'host' ? origin.host : `the proxy ${origin.url}`;
}

const isThisMachine = (hostname: string): boolean => hostname === 'localhost' || isLoopbackText(hostname);

function refuse(message: string): never {
  throw new InputError([{ message }]);
}
