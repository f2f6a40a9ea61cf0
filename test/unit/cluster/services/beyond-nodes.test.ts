import { expect, test } from 'vitest';
import { balancedBy } from '../../../../src/cluster/drain/target.ts';
import { stackOf } from '../../../../src/cluster/stack/stack-of.ts';
import { jobOf } from '../clusters/inventories.ts';

const MANY = Array.from({ length: 200 }, (_, i) => `192.168.6.${20 + (i % 200)}`);
const inventory = (stack: string, more = '') => `all:
  vars:
    interface: eth0
    gateway: 192.168.6.1
    virtual_address: 192.168.6.240/24
    stack: ${stack}
    heartbeat: { links: [{ ucast: eth0 }, { bcast: eth1 }], key: { generate: true } }
    virtual_services:
      - name: http
        port: 80
        check: { type: connect }
        nodes: false
        real_servers: [${MANY.map((address) => `{ address: ${address}${more} }`).join(', ')}]
  children:
    directors: { hosts: { n1: { ansible_host: 192.168.6.2 }, n2: { ansible_host: 192.168.6.3 } } }
`;

test.each([
  ['heartbeat', ''],
  ['keepalived', ''],
  ['heartbeat', ', forwarding: masq, port: 8080'],
  ['keepalived', ', forwarding: masq, port: 8080'],
])('a cluster of %s needs no node as real server, and takes any number beyond them%s', async (stack, more) => {
  const job = await jobOf(inventory(stack, more));
  const [service] = stackOf(job).balancer.wanted(balancedBy(job));
  expect(service?.realServers).toEqual(MANY);
});
