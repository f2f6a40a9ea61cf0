import type { Probe } from '../../../src/cluster/status/probe.ts';
import { askPeers, askState, type DirectorState, type Peer, parsePeers, parseStates } from '../director/state.ts';

/** Of each group of virtual addresses; none where umctl-notify is not there. */
export const state: Probe<readonly DirectorState[]> = {
  id: 'keepalived state',
  ask: () => askState,
  parse: ({ stdout }) => parseStates(stdout),
};

export const peers: Probe<readonly Peer[]> = {
  id: 'keepalived peers',
  ask: () => askPeers,
  parse: ({ stdout }) => parsePeers(stdout),
};
