import { drainRemovedRealServers } from '../../src/cluster/services/leaving.ts';
import { sh } from '../../src/core/sh.ts';
import { NOTE } from '../heartbeat/handover/at-work.ts';
import { vars } from './vars.ts';

/** What stands before the play by which ldirectord forgets real servers. */
export const leaving = drainRemovedRealServers({ name: 'ldirectord', vars, handsOver: sh`[ -e ${NOTE} ]` });
