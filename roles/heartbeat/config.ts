import type { Context } from '../../src/cluster/model/role.ts';
import { addressOf } from '../../src/cluster/model/segment.ts';
import type { SegmentVars } from '../../src/cluster/model/segment-vars.ts';
import { inTexts, virtualAddresses } from '../../src/cluster/model/virtual-addresses.ts';
import { template } from '../../src/core/template.ts';
import { duty, type Handover, handoverOf } from './handover/possible.ts';
import type { HeartbeatLink } from './links.ts';
import { IPFAIL } from './software.ts';
import { haTime, timings } from './timings.ts';
import { type HeartbeatVars, pingedGateway } from './vars.ts';

export const HA_CF = '/etc/ha.d/ha.cf';
export const AUTHKEYS = '/etc/ha.d/authkeys';

const renderHaCf = template<{
  logfacility: string;
  debug: number | undefined;
  keepalive: string;
  warntime: string;
  deadtime: string;
  initdead: string;
  deadping: string | undefined;
  udpport: number;
  baud: number | undefined;
  links: readonly string[];
  autoFailback: boolean;
  watchdog: string | undefined;
  nodes: readonly string[];
  ping: readonly string[];
  ipfail: string;
}>(new URL('./templates/ha.cf.ejs', import.meta.url));

const renderHaresources = template<{
  preferred: string;
  /** As IPaddr2 has them. */
  addresses: readonly string[];
  handover: Handover;
  duty: string;
}>(new URL('./templates/haresources.ejs', import.meta.url));

const renderAuthkeys = template<{ number: number; key: string }>(new URL('./templates/authkeys.ejs', import.meta.url));

/** /etc/ha.d/ha.cf, the same on every director; see ha.cf(5). */
export function haCf({ vars, directors }: Context<HeartbeatVars>): string {
  const { links, udpport, debug, deadping, watchdog, auto_failback, ping } = vars.heartbeat;
  const times = timings(vars.heartbeat);
  return renderHaCf({
    logfacility: vars.logging.facility,
    keepalive: haTime(times.keepalive),
    warntime: haTime(times.warntime),
    deadtime: haTime(times.deadtime),
    initdead: haTime(times.initdead),
    deadping: deadping === undefined ? undefined : haTime(deadping),
    udpport,
    debug,
    watchdog,
    baud: links.flatMap((link) => ('serial' in link ? [link.baud] : []))[0],
    links: links.flatMap((link) => directives(link, directors.map(addressOf), udpport)),
    autoFailback: auto_failback,
    nodes: directors.map(({ name }) => name),
    ping: ping ?? pingedGateway(vars),
    ipfail: IPFAIL,
  });
}

/** A director's own address among those of `ucast` does no harm, so the file can be the same on all. */
function directives(link: HeartbeatLink, addresses: readonly string[], udpport: number): readonly string[] {
  if ('ucast' in link) return (link.addresses ?? addresses).map((address) => `ucast ${link.ucast} ${address}`);
  if ('bcast' in link) return [`bcast ${link.bcast}`];
  if ('serial' in link) return [`serial ${link.serial}`];
  // The last word is the loop-back of one's own packets, which ha.cf(5) wants to be 0.
  return [`mcast ${link.mcast} ${link.group} ${link.port ?? udpport} ${link.ttl} 0`];
}

/** What IPaddr2 is called with for each virtual address. */
export const ipAddr2 = (vars: SegmentVars): readonly string[] =>
  virtualAddresses(vars).map((one) => {
    const { address, prefix, device, broadcast } = inTexts(one);
    return `${address}/${prefix}/${device}/${broadcast}`;
  });

/** /etc/ha.d/haresources: the addresses and the balancer move together; the first director has them by preference. */
export function haresources(context: Context<HeartbeatVars>): string {
  const { vars, directors } = context;
  return renderHaresources({
    preferred: directors[0]?.name ?? '',
    addresses: ipAddr2(vars),
    handover: handoverOf(context),
    duty: duty(context).join('::'),
  });
}

/** /etc/ha.d/authkeys; see authkeys(5). `key` is the token of a secret, `number` what it goes by on all directors. */
export const authkeys = (key: string, { number }: { readonly number: number } = { number: 1 }): string =>
  renderAuthkeys({ number, key });
