import type { AskedNode } from '../../../src/cluster/status/node.ts';

/** A director that is this machine, asked by status. */
export const ASKED_HERE: AskedNode = {
  director: true,
  interface: 'lo',
  own: '127.0.0.1',
  virtual: ['192.168.6.240'],
  peers: [],
  gateways: [],
  vars: {},
};
