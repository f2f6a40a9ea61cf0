import {
  clientAddress,
  gatewayAddress,
  type HostSpec,
  ipv6Of,
  macOf,
  prefixLength,
  prefixLength6,
} from '../model/topology.ts';
import { tapOf } from '../model/uml.ts';

/** Name of the bridge that is the lab's Ethernet segment. */
export const bridge = 'br0';

/**
 * Commands for `ip -batch` (ip(8)) that turn an empty network namespace into the segment: a bridge holding the gateway's
 * address, one tap a host, and a veth pair to the client's namespace. Pure.
 */
export function segmentCommands(hosts: readonly HostSpec[]): string[] {
  return [
    'link set lo up',
    `link add ${bridge} type bridge stp_state 0 forward_delay 0`,
    `link set ${bridge} address ${macOf(1)}`,
    `address add ${gatewayAddress}/${prefixLength} dev ${bridge}`,
    `address add ${ipv6Of(gatewayAddress)}/${prefixLength6} dev ${bridge} nodad`,
    `link set ${bridge} up`,
    ...hosts.flatMap(({ name }) => [
      `tuntap add dev ${tapOf(name)} mode tap`,
      `link set ${tapOf(name)} master ${bridge} up`,
    ]),
    'netns add client',
    `link add to-client type veth peer name eth0 address ${macOf(100)} netns client`,
    `link set to-client master ${bridge} up`,
  ];
}

/** Commands for the client's own namespace. Pure. */
export function clientCommands(): string[] {
  return [
    'link set lo up',
    `address add ${clientAddress}/${prefixLength} dev eth0`,
    `address add ${ipv6Of(clientAddress)}/${prefixLength6} dev eth0 nodad`,
    'link set eth0 up',
  ];
}
