import { isOut } from '../status/findings.ts';
import type { ClusterStatus, HostStatus, RealStatus } from '../status/shape.ts';
import type { Paint } from './paint.ts';
import { count, duration, printable, table } from './text.ts';

/** A cluster for somebody who was woken up for it: what is wrong first, then who does what. */
export function formatStatus(status: ClusterStatus, paint: Paint): readonly string[] {
  const { alarms, problems, address, at } = status;
  const down = status.hosts.filter(({ state }) => state !== 'up');
  const verdict =
    alarms.length + problems.length + down.length === 0
      ? paint('good', 'all is well')
      : paint('bad', count(alarms.length + problems.length + down.length, 'finding'));
  return [
    `${paint('strong', address)}  ${verdict}  ${paint('faint', clock(at))}`,
    ...alarms.map((alarm) => paint('bad', `!!! ${printable(alarm)}`)),
    ...down.map(({ name, state, failure }) => paint('bad', `  ! ${name} is ${state}: ${printable(failure ?? '')}`)),
    ...problems.map((problem) => paint('bad', `  ! ${printable(problem)}`)),
    '',
    ...table(overview(status)).map((line) => line.trimEnd()),
    '',
    ...hostLines(status.hosts, paint),
    '',
    ...serviceLines(status, paint),
  ];
}

function overview({ active, arp, drained, drift, at, hosts }: ClusterStatus): readonly (readonly string[])[] {
  const since = (iso: string | undefined) =>
    iso === undefined ? '' : ` since ${clock(iso)} (${duration(Date.parse(at) - Date.parse(iso))})`;
  const heard = arp.heardBy.length === 0 ? '' : ` (asked from ${arp.heardBy.join(', ')})`;
  return [
    ['active', active.map(({ host, since: from }) => `${host}${since(from)}`).join('; ') || 'nobody'],
    ['ARP', `${arp.owners.join(' and ') || 'nobody answers'}${heard}`],
    ...drained.map(({ name, state, since: from, by, why }) => [
      state,
      printable(`${name} since ${clock(from)} by ${by}${why === '' ? '' : ` (${why})`}`),
    ]),
    ['drift', printable(driftText(drift, hosts))],
  ];
}

function driftText(drift: ClusterStatus['drift'], hosts: readonly HostStatus[]): string {
  if ('unknown' in drift) return `not known: ${drift.unknown}`;
  const drifted = Object.entries(drift.steps).filter(([, ids]) => ids.length > 0);
  const missing = hosts.flatMap(({ name }) => (name in drift.steps ? [] : [name]));
  const rest = missing.length === 0 ? '' : ` (not known of ${missing.join(', ')})`;
  if (drifted.length === 0) return `none: the plan is empty${rest}`;
  return `${drifted.map(([host, ids]) => `${host}: ${ids.join(', ')}`).join('; ')}; umctl plan shows it${rest}`;
}

function hostLines(hosts: readonly HostStatus[], paint: Paint): readonly string[] {
  const rows = hosts.map((host) => [
    host.name,
    host.address,
    host.director ? 'director' : 'real server',
    ...duty(host),
  ]);
  const lines = table([['HOST', 'ADDRESS', 'ROLE', 'STATE', 'HEARTBEAT', 'LINKS', 'LDIRECTORD'], ...rows]);
  return lines.map((line, i) => {
    const host = hosts[i - 1];
    if (host === undefined) return paint('faint', line.trimEnd());
    if (host.state !== 'up') return paint('bad', line.trimEnd());
    return host.holds.length > 0 ? paint('strong', line.trimEnd()) : line.trimEnd();
  });
}

function duty({ state, holds, heartbeat, ldirectord, director }: HostStatus): readonly string[] {
  if (state !== 'up') return [state.toUpperCase()];
  const carries = holds.length > 0 ? `ACTIVE (${holds.join(', ')})` : director ? 'standby' : 'up';
  if (heartbeat === undefined) return [carries];
  const peers = heartbeat.peers.map(({ node, status }) => `${node} ${status}`).join(', ');
  const seen = heartbeat.running ? `up, sees ${peers || 'nobody'}` : 'DOWN';
  const links = heartbeat.links.map(({ link, status }) => `${link} ${status}`).join(', ');
  return [carries, seen, links, ldirectord ?? ''].map(printable);
}

/** One table for all services, so that its columns are looked for once. */
function serviceLines({ services, hosts, drained, active }: ClusterStatus, paint: Paint): readonly string[] {
  const note = (real: RealStatus): string => {
    if (hosts.some((host) => host.name === real.name && host.state !== 'up')) return 'down';
    const entry = drained.find(({ name }) => name === real.name);
    if (entry !== undefined) return entry.state;
    if (isOut(real)) return active.length === 0 ? '' : 'OUT: its check fails';
    return real.wanted === undefined ? 'not in the inventory' : '';
  };
  const numbers = ({ weight, active, inactive, persistent }: RealStatus) =>
    [weight ?? '-', active, inactive, persistent].map(String);
  const reals = services.flatMap((service) => service.reals);
  const rows = reals.map((real) => [`  ${real.name}`, real.address, ...numbers(real), note(real)]);
  const [head = '', ...lines] = table([HEAD, ...rows]).map((line) => line.trimEnd());
  const lineOf = new Map(reals.map((real, i) => [real, lines[i] ?? '']));
  const paintReal = (real: RealStatus): string => {
    const line = printable(lineOf.get(real) ?? '');
    if (isOut(real)) return paint('bad', line);
    return real.weight === 0 ? paint('warning', line) : line;
  };
  return [
    paint('faint', head),
    ...services.flatMap(({ name, key, scheduler, flags, reals: mine }) => [
      `${paint('strong', printable(name))}  ${key} ${[scheduler, ...flags].join(' ')}`,
      ...mine.map(paintReal),
    ]),
  ];
}

const HEAD = ['  REAL SERVER', 'ADDRESS', 'WEIGHT', 'ActiveConn', 'InActConn', 'PersistConn', ''];

/** `2026-09-23 05:45:12 UTC` */
const clock = (iso: string): string => iso.replace('T', ' ').replace(/(\.\d+)?Z$/, ' UTC');
