import type { Connect } from '../../core/connection.ts';
import type { Fault, Target } from '../ports/fault.ts';
import type { Stack } from '../ports/stack.ts';
import { chooseTarget } from './choose-target.ts';
import type { DrillCluster } from './cluster.ts';
import { onHost } from './on-host.ts';
import { requireOneActive } from './one-active.ts';
import { type Asked, whatToAsk } from './pages.ts';
import { type DrillOptions, drilledAddresses } from './settings.ts';
import { askVersions, parseVersions } from './versions.ts';
import type { DutyWatch } from './watch-duties.ts';

/** What will be done, once that is approved. */
export interface Scene {
  readonly cluster: DrillCluster;
  readonly fault: Fault;
  readonly target: Target;
  /** The director that is active before the fault. */
  readonly active: string;
  readonly asked: Asked;
  /** The fault in a sentence. */
  readonly what: string;
  /** By node. */
  readonly versions: Readonly<Record<string, string>>;
}

interface Made {
  readonly fault: Fault;
  readonly stack: Stack;
  readonly connect: Connect;
  readonly duties: DutyWatch;
}

/**
 * Finds out whom the fault strikes and whether it can; changes nothing.
 * @throws HostError unless the cluster has one active director and the host has what the fault takes
 */
export async function prepareScene(
  cluster: DrillCluster,
  options: DrillOptions,
  { fault, stack, connect, duties }: Made,
): Promise<Scene> {
  const { on, cutSeconds } = options;
  const directors = cluster.nodes.flatMap(({ name, isDirector }) => (isDirector ? [name] : []));
  const asked = whatToAsk(options, cluster);
  const active = await requireOneActive(duties, directors);
  const [address] = cluster.groups.length > 1 ? drilledAddresses(options, cluster) : [];
  const target = {
    ...{ node: chooseTarget(fault, cluster, { on, active }), port: asked.port, cutSeconds },
    ...(address === undefined ? {} : { address }),
  };
  const found = await onHost(connect, {
    host: target.node.name,
    run: fault.needs(target),
    failing: 'the fault cannot be made there',
    next: 'umctl verify shows what state the cluster is in',
  });
  const versions = await Promise.all(
    cluster.nodes.map(async ({ name }) => [name, await versionsOf(stack, connect, name)] as const),
  );
  return {
    cluster,
    fault,
    target,
    active,
    asked,
    what: fault.describe(target, found),
    versions: Object.fromEntries(versions),
  };
}

async function versionsOf(stack: Stack, connect: Connect, host: string): Promise<string> {
  const connection = await connect(host);
  try {
    return parseVersions(await connection.ask(askVersions(stack)));
  } finally {
    await connection.close();
  }
}
