import type { GatewayVars } from '../../../roles/gateway/vars.ts';
import { linkName } from '../../../roles/heartbeat/links.ts';
import { vars as heartbeatVars } from '../../../roles/heartbeat/vars.ts';
import type { ServiceContext } from '../../../roles/ldirectord/service.ts';
import type { Job } from '../../core/play.ts';
import { clusterOf } from '../drain/target.ts';
import { addressOf, virtualAddress } from '../model/segment.ts';
import type { NodeQuestions } from './ask.ts';
import type { Missing } from './missing.ts';
import type { HostStatus } from './shape.ts';

/** The cluster that is looked at, by the inventory alone. */
export interface Cluster extends ServiceContext {
  readonly hosts: readonly Pick<HostStatus, 'name' | 'director' | 'address'>[];
  /** Nodes that the run is not for. */
  readonly unasked: readonly Missing[];
  /** What each host is asked. */
  readonly questions: ReadonlyMap<string, NodeQuestions>;
}

/** @throws InputError where the playbook has no ldirectord */
export function clusterStatusOf(job: Job): Cluster {
  const cluster = clusterOf(job) as ServiceContext;
  const nodes = cluster.nodes.filter(({ name }) => job.selected.has(name));
  const isDirector = ({ host }: (typeof nodes)[number]) => host.groups.includes('directors');
  const directors = cluster.nodes.filter(isDirector).map(({ name }) => name);
  const questions = nodes.map((node): readonly [string, NodeQuestions] => {
    const heartbeat = heartbeatVars.safeParse(node.host.vars);
    // Where the playbook has a role for it.
    const routed = job.vars.get(node.name)?.get('gateway') as GatewayVars | undefined;
    return [
      node.name,
      {
        director: isDirector(node),
        interface: node.vars.interface,
        own: addressOf(node),
        virtual: virtualAddress(node.vars).address,
        peers: directors.filter((name) => name !== node.name),
        links: heartbeat.success ? heartbeat.data.heartbeat.links.map(linkName) : [],
        ...(routed === undefined ? {} : { gateway: routed.gateway }),
      },
    ];
  });
  return {
    ...cluster,
    hosts: nodes.map((node) => ({ name: node.name, director: isDirector(node), address: addressOf(node) })),
    unasked: cluster.nodes
      .filter(({ name }) => !job.selected.has(name))
      .map((node) => ({ name: node.name, address: addressOf(node) })),
    questions: new Map(questions),
  };
}
