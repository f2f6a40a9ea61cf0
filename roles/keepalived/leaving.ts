import { drainRemovedRealServers } from '../../src/cluster/services/leaving.ts';
import { HANDS_OVER } from './director/state.ts';
import { vars } from './vars.ts';

/** What stands before the play by which keepalived forgets real servers. */
export const leaving = drainRemovedRealServers({ name: 'keepalived', vars, handsOver: HANDS_OVER });
