/**
 * Keeps a host from answering ARP for addresses on other interfaces than the asked one, and from naming them in its
 * own requests. The kernel takes the highest of `all` and of the interface that receives or sends (ip-sysctl), so
 * `all` covers interfaces that are yet to come, while `lo`, which receives no ARP, would do nothing.
 */
export const ARP_SILENCE = { 'net.ipv4.conf.all.arp_ignore': 1, 'net.ipv4.conf.all.arp_announce': 2 } as const;
