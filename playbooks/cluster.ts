import ftpsite from '../roles/ftpsite/role.ts';
import gateway from '../roles/gateway/role.ts';
import handover from '../roles/heartbeat/handover/role.ts';
import { heartbeatPlays } from '../roles/heartbeat/role.ts';
import { heartbeat as ha } from '../roles/heartbeat/stack.ts';
import { drainRemovedRealServers } from '../roles/ldirectord/leaving.ts';
import ldirectord from '../roles/ldirectord/role.ts';
import { ldirectord as balancer } from '../roles/ldirectord/stack.ts';
import logging from '../roles/logging/role.ts';
import members from '../roles/members/role.ts';
import packages from '../roles/packages/role.ts';
import realserver from '../roles/realserver/role.ts';
import { leaving, removed } from '../roles/removed/role.ts';
import webpage from '../roles/webpage/role.ts';
import { clusterDomain } from '../src/cluster/domain.ts';
import { changesRunning, drained } from '../src/cluster/drain/hook.ts';
import { holdsVirtualAddress } from '../src/cluster/model/holder.ts';
import type { Playbook } from '../src/core/play.ts';

/**
 * The cluster of inventory.example.yaml. Real servers first: once a director has the virtual address, everything that
 * it sends clients to is there, and keeps quiet. Heartbeat last: its start is what sets the cluster going; in plays of
 * its own, as directors must never run with different keys or links. Who leaves hands over first, and is cleaned up when
 * nobody is sent there any more.
 */
export default {
  plays: [
    // Real servers, too: one of them may have been a director.
    { name: 'leaving directors', hosts: 'removed:real_servers:!directors', roles: [leaving] },
    {
      name: 'real servers',
      hosts: 'directors:real_servers',
      roles: [packages, logging, gateway, realserver, webpage, ftpsite],
      active: holdsVirtualAddress,
      // The restart of vsftpd ends the sessions that it has; the web server reloads, and ends none.
      around: [ha.handOver, drained({ when: changesRunning('vsftpd'), timeout: 900 })],
    },
    // What this prepares is not in force, and so not in order, before ldirectord and heartbeat are as it wants them.
    { name: 'hand-over', hosts: 'directors', roles: [handover], active: holdsVirtualAddress, gate: () => [] },
    {
      name: 'clients leave',
      hosts: 'directors',
      roles: [drainRemovedRealServers],
      active: holdsVirtualAddress,
      batch: '100%',
    },
    { name: 'directors', hosts: 'directors', roles: [ldirectord], active: holdsVirtualAddress, around: [ha.handOver] },
    ...heartbeatPlays,
    { name: 'removed', hosts: 'removed', roles: [removed] },
    { name: 'members', hosts: 'directors:real_servers', roles: [members], active: holdsVirtualAddress, batch: '100%' },
  ],
  domain: clusterDomain({ ha, balancer }, ha.switchover),
} satisfies Playbook;
