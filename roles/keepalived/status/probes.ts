import type { Probe } from '../../../src/cluster/status/probe.ts';
import { askPeers, askState, type DirectorState, type Peer, parsePeers, parseState } from '../director/state.ts';

export const state: Probe<DirectorState | undefined> = {
  id: 'keepalived state',
  ask: () => askState,
  parse: ({ stdout }) => parseState(stdout),
};

export const peers: Probe<readonly Peer[]> = {
  id: 'keepalived peers',
  ask: () => askPeers,
  parse: ({ stdout }) => parsePeers(stdout),
};
