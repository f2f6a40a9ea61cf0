import type { Job } from '../../core/play.ts';
import { balancedBy } from '../drain/target.ts';
import { addressOf } from '../model/segment.ts';
import type { SegmentVars } from '../model/segment-vars.ts';
import { addressTexts, virtualAddresses } from '../model/virtual-addresses.ts';
import type { Balanced } from '../ports/balancer.ts';
import type { Stack } from '../ports/stack.ts';
import { stackOf } from '../stack/stack-of.ts';
import type { Missing } from './missing.ts';
import type { AskedNode } from './node.ts';
import type { HostStatus } from './shape.ts';

/** The cluster that is looked at, by the inventory alone. */
export interface Cluster extends Balanced<SegmentVars> {
  readonly hosts: readonly Pick<HostStatus, 'name' | 'director' | 'address'>[];
  /** Nodes that the run is not for. */
  readonly unasked: readonly Missing[];
  /** What the questions to each host depend on. */
  readonly asked: ReadonlyMap<string, AskedNode>;
  readonly stack: Stack;
  /** Set where it is a part of one whose directors share the virtual addresses: their tables are in force at all times. */
  readonly shared?: true;
}

/** @throws InputError where the playbook has no stack, or no role of its balancer */
export function clusterStatusOf(job: Job): Cluster {
  const cluster = balancedBy(job);
  const nodes = cluster.nodes.filter(({ name }) => job.selected.has(name));
  const isDirector = ({ host }: (typeof nodes)[number]) => host.groups.includes('directors');
  const directors = cluster.nodes.filter(isDirector).map(({ name }) => name);
  const asked = nodes.map((node): readonly [string, AskedNode] => {
    // Where the playbook has a role for it.
    const routed = job.vars.get(node.name)?.get('gateway') as
      | { readonly gateway: string | readonly string[] }
      | undefined;
    return [
      node.name,
      {
        director: isDirector(node),
        interface: node.vars.interface,
        own: addressOf(node),
        virtual: addressTexts(node.vars),
        interfaces: new Map(virtualAddresses(node.vars).map((one) => [one.ip.text, one.interface])),
        peers: directors.filter((name) => name !== node.name),
        gateways: routed === undefined ? [] : [routed.gateway].flat(),
        vars: node.host.vars,
      },
    ];
  });
  return {
    ...cluster,
    hosts: nodes.map((node) => ({ name: node.name, director: isDirector(node), address: addressOf(node) })),
    unasked: cluster.nodes
      .filter(({ name }) => !job.selected.has(name))
      .map((node) => ({ name: node.name, address: addressOf(node) })),
    asked: new Map(asked),
    stack: stackOf(job),
  };
}
