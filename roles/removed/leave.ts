import { IPVS } from '../../src/cluster/ipvs/ask.ts';
import type { Resource } from '../../src/core/resource.ts';
import { sh } from '../../src/core/sh.ts';
import { command } from '../../src/resources/command.ts';

/** The same on a director that another still tells of its connections: the sync daemon that listens goes on. */
export const clearTableOnly = (key: string): Resource =>
  command({
    key,
    name: 'clear the IPVS table',
    unless: sh`${IPVS}! ipvs -L -n 2>/dev/null | grep -qE '^(TCP|UDP|SCTP|FWM) '`,
    run: sh`ipvsadm -C`,
  });

/** Once nothing fills it any more. */
export const clearTable = (key: string): Resource =>
  command({
    key,
    name: 'clear the IPVS table',
    unless: sh`${IPVS}! ipvs -L -n 2>/dev/null | grep -qE '^(TCP|UDP|SCTP|FWM) ' &&
! ipvs -L --daemon 2>/dev/null | grep -q 'sync daemon'`,
    // In this order: without the backup daemon, backup_only counts for nothing. A table that is still there then directs
    // what the other director sends to this node as to a real server, back to that one too, which goes round.
    run: sh`ipvsadm -C || exit
for daemon in master backup; do ipvsadm --stop-daemon "$daemon" 2>/dev/null || :; done`,
  });
