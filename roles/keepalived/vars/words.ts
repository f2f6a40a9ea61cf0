import { z } from 'zod';

/** A word of keepalived.conf that stands for nothing here, with what to write in its place. */
const instead = (what: string) => z.never({ error: what }).optional();

type Words<Name extends string> = Readonly<Record<Name, string>>;

const all = <Name extends string>(words: Words<Name>) =>
  Object.fromEntries(Object.entries<string>(words).map(([name, what]) => [name, instead(what)])) as Record<
    Name,
    ReturnType<typeof instead>
  >;

const NOTHING = 'umctl has nothing for it';
const byNotify = `${NOTHING}: let the commands of \`notify\` do it`;
const nested = (name: string) => `write \`${name}\` under \`keepalived:\` of the service`;

/** What people who know keepalived.conf may write of a virtual service. */
export const SERVICE_WORDS = all({
  delay_loop: 'write `check: { interval: … }`, or `checkinterval` for all services',
  lb_algo: 'write `scheduler`',
  lvs_sched: 'write `scheduler`',
  lb_kind: 'write `forwarding`: gate for DR, masq for NAT, ipip for TUN',
  lvs_method: 'write `forwarding`: gate for DR, masq for NAT, ipip for TUN',
  persistence_timeout: 'write `persistent`',
  persistence_granularity: 'write `netmask`',
  persistence_engine: `${NOTHING}; \`persistent\` keeps a client by its address`,
  nat_mask: 'keepalived itself does nothing with it: leave it out',
  net_mask: 'keepalived itself does nothing with it: leave it out',
  sorry_server:
    'write `fallback: { address: … }`, with `forwarding: masq` or `ipip` where the service has it: keepalived takes the service’s',
  sorry_server_inhibit: NOTHING,
  inhibit_on_failure: 'write `quiescent: true`',
  virtualhost: 'write `check: { virtualhost: … }`',
  retry: 'write `check: { failurecount: … }`, which is one more',
  connect_timeout: 'write `check: { timeout: … }`',
  delay_before_retry: nested('delay_before_retry'),
  real_server: 'write `real_servers: [{ address: … }]`; every node of the inventory is one by itself',
  ha_suspend: 'leave it out: the table is in force on the active director only',
  smtp_alert: 'write `emailalert: [ … ]`, or `emailalertstatus: [none]`',
  alpha: nested('alpha'),
  omega: nested('omega'),
  quorum: nested('quorum'),
  hysteresis: nested('hysteresis'),
  quorum_up: nested('quorum_up'),
  quorum_down: nested('quorum_down'),
  notify_up: nested('notify_up'),
  notify_down: nested('notify_down'),
  warmup: nested('warmup'),
});

/** The same of one of `checks`. */
export const CHECK_WORDS = all({
  nb_get_retry: 'write `retry`; keepalived passes over nb_get_retry where it is not in HTTP_GET or SSL_GET',
  host: 'write one SMTP_CHECK with `connect_ip` for each host: all have to succeed',
});

const garp = (name: string) => `write \`garp: { ${name}: … }\``;

/** The same of the virtual router, and of the whole program. */
export const SECTION_WORDS = all({
  state:
    'leave it out: all begin as standby, and `priority` beside a director, or the order of `directors`, says who is preferred',
  nopreempt: 'write `preempt: false`, or leave it out: nobody takes over who returns',
  priority: 'write `priority` beside the director',
  router_id: "leave it out: it is the director's name",
  virtual_ipaddress: 'write `virtual_address` for all nodes, with the prefix length of its network',
  virtual_ipaddress_excluded: byNotify,
  virtual_routes: byNotify,
  virtual_rules: byNotify,
  static_ipaddress: `${NOTHING}: the host's network configuration has addresses that stay`,
  static_routes: `${NOTHING}: the host's network configuration has routes that stay`,
  static_rules: `${NOTHING}: the host's network configuration has rules that stay`,
  vrrp_sync_group: 'leave it out: all virtual addresses of an inventory go to the same director',
  vrrp_instance: 'leave it out: umctl writes one by itself, which `instance` names',
  vrrp_script: 'write `track_script: [{ name: …, command: … }]`',
  virtual_server: 'write `virtual_services` for all nodes',
  virtual_server_group: 'write a service with `fwmark`, or a service for each port, among `virtual_services`',
  unicast_peer: 'leave it out: the peers are the other directors',
  unicast_src_ip: 'write `address`',
  mcast_src_ip: 'write `address`',
  vrrp_version: 'write `version`',
  vrrp_mcast_group4: `${NOTHING}: adverts are unicast, or go to the group of VRRP`,
  vrrp_mcast_group6: `${NOTHING}: adverts are unicast, or go to the group of VRRP`,
  vrrp_garp_master_delay: garp('master_delay'),
  vrrp_garp_master_repeat: garp('master_repeat'),
  vrrp_garp_master_refresh: garp('master_refresh'),
  vrrp_garp_master_refresh_repeat: garp('master_refresh_repeat'),
  vrrp_garp_lower_prio_delay: garp('lower_prio_delay'),
  vrrp_garp_lower_prio_repeat: garp('lower_prio_repeat'),
  vrrp_strict: 'leave it out: it forbids unicast and virtual addresses that real servers have, too',
  vrrp_skip_check_adv_addr: 'write `skip_check_adv_addr`',
  vrrp_garp_interval: garp('interval'),
  vrrp_gna_interval: garp('gna_interval'),
  garp_master_delay: garp('master_delay'),
  garp_master_repeat: garp('master_repeat'),
  garp_master_refresh: garp('master_refresh'),
  garp_master_refresh_repeat: garp('master_refresh_repeat'),
  garp_lower_prio_delay: garp('lower_prio_delay'),
  garp_lower_prio_repeat: garp('lower_prio_repeat'),
  auth_type: 'write `authentication: { type: … }`',
  auth_pass: 'write `authentication: { password: { from_env: … } }`',
  lvs_sync_daemon: 'leave it out: umctl always has directors tell each other of connections',
  lvs_sync_daemon_interface: 'leave it out: umctl always has directors tell each other of connections',
  lvs_timeouts: `${NOTHING}: set them by \`ipvsadm --set\` when the host starts`,
  use_vmac: `${NOTHING}: the virtual address is on every node, and ARP tells clients who is active`,
  vmac_xmit_base: `${NOTHING}: the virtual address is on every node, and ARP tells clients who is active`,
  use_ipvlan: `${NOTHING}: the virtual address is on every node, and ARP tells clients who is active`,
  native_ipv6: 'leave it out: the virtual address says so by itself',
  accept: 'leave it out: directors answer for the virtual address',
  no_accept: `${NOTHING}: a director is a real server, too, and answers for the virtual address`,
  promote_secondaries: NOTHING,
  linkbeat_use_polling: NOTHING,
  higher_prio_send_advert: 'leave it out: umctl always sets it, so that a split brain ends with the right ARP caches',
  lower_prio_no_advert: `${NOTHING}: whoever directs goes on, and a split brain is told`,
  track_process: 'write `track_script` with a command such as `/usr/bin/pgrep -x nginx`',
  track_file: NOTHING,
  track_bfd: NOTHING,
  notify_master: 'write `notify: { master: … }`',
  notify_backup: 'write `notify: { backup: … }`',
  notify_fault: 'write `notify: { fault: … }`',
  notify_master_rx_lower_pri: NOTHING,
  notify_priority_changes: `${NOTHING}: the priority of a director says what it is at, and changes at each hand-over`,
  notify_fifo: `${NOTHING}: the commands of \`notify\` are told`,
  notify_stop: 'write `notify: { stop: … }`',
  script_user: 'write `user` beside the `track_script`',
  enable_script_security: 'leave it out: umctl always sets it',
  notification_email: 'write `emailalert` for all services',
  notification_email_from: 'write `emailalertfrom` for all services',
  smtp_server: 'write `smtp` for all services',
  smtp_connect_timeout: 'leave it out: it is 30 seconds',
  checker_log_all_failures: NOTHING,
  lvs_flush: 'leave it out: umctl always writes it',
  net_namespace: NOTHING,
});
