/** What a host without a firewall answers. */
export const NO_FIREWALL = {
  ufw: false,
  iptables: [],
  iptablesFiles: {},
  invalid: { iptables: [], nftables: [] },
  nftables: [],
  others: [],
  inTheWay: [],
} as const;
