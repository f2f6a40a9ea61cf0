import parting from '../roles/firewall/parting.ts';
import { firewallClosed, firewallOpen } from '../roles/firewall/role.ts';
import ftpsite from '../roles/ftpsite/role.ts';
import gateway from '../roles/gateway/role.ts';
import { heartbeat } from '../roles/heartbeat/stack.ts';
import { keepalived } from '../roles/keepalived/stack.ts';
import { ldirectord } from '../roles/ldirectord/stack.ts';
import logging from '../roles/logging/role.ts';
import members from '../roles/members/role.ts';
import packages from '../roles/packages/role.ts';
import realserver from '../roles/realserver/role.ts';
import {
  activeKeepsClients,
  activeLeavesStack,
  standbyLeavesStack,
  standbyTakesOver,
} from '../roles/removed/other-stack.ts';
import { leaving, removed } from '../roles/removed/role.ts';
import webpage from '../roles/webpage/role.ts';
import { changesRunning, drained } from '../src/cluster/drain/hook.ts';
import { type ClusterParts, type ClusterPlaybook, clusterOf } from '../src/cluster/playbook.ts';
import { requireOptions } from '../src/cluster/playbook-options.ts';
import type { Stack } from '../src/cluster/ports/stack.ts';

/** The stacks that umctl's playbook is made with; the first is the usual one. */
const UMCTLS: readonly [Stack, ...Stack[]] = [{ ha: heartbeat, balancer: ldirectord }, keepalived];

/** How the duties of the usual stack are handed over, for plays that are put together by hand. */
export const { handOver, switchover } = heartbeat;

/** What of one's own goes into the playbook of a cluster. */
export type ClusterOptions = Partial<Omit<ClusterParts, 'membership' | 'last' | 'parting'>> & {
  /** The one stack that there is, in place of `stacks`. */
  readonly stack?: Stack;
};

/**
 * The playbook of a cluster, with whatever is given beside umctl's own: `roles` of all nodes (after umctl's), hooks `around`
 * their changes, and plays `before`, `between` and `after`. Every phase, gate and hand-over of the stack is in it.
 */
export function clusterPlaybook(options: ClusterOptions = {}): ClusterPlaybook {
  requireOptions({ ...options });
  const { stack, stacks = UMCTLS, roles = [], around = [], ...plays } = options;
  return clusterOf({
    stacks: stack === undefined ? stacks : [stack],
    roles: [firewallOpen, packages, logging, gateway, realserver, webpage, ftpsite, ...roles],
    last: [firewallClosed],
    parting: [parting],
    // The restart of vsftpd ends the sessions that it has; the web server reloads, and ends none.
    around: [drained({ when: changesRunning('vsftpd'), timeout: 900 }), ...around],
    membership: {
      leaving,
      removed,
      members,
      standbyLeavesStack,
      activeKeepsClients,
      standbyTakesOver,
      activeLeavesStack,
    },
    ...plays,
  });
}

/** The cluster of inventory.example.yaml. */
export default clusterPlaybook();
