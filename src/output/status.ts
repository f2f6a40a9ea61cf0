import type { Column } from '../cluster/ports/status.ts';
import { inShort } from '../cluster/stack/names.ts';
import { isDown } from '../cluster/status/findings/seen.ts';
import { isOut } from '../cluster/status/findings/table.ts';
import type { ClusterStatus, HostStatus, RealStatus, SharedAddresses } from '../cluster/status/shape.ts';
import { harmless } from './harmless.ts';
import type { Paint } from './paint.ts';
import { count, duration, textTable } from './text.ts';

/** How a status is shown. */
export interface StatusLook {
  /** What the stack shows of each host. */
  readonly columns: readonly Column[];
  readonly paint: Paint;
}

/** A cluster for somebody who was woken up for it: what is wrong first, then who does what. */
export function formatStatus(shown: ClusterStatus, { columns, paint }: StatusLook): readonly string[] {
  const status = harmless(shown);
  const { alarms, problems, unknown, address, at } = status;
  const down = status.hosts.filter(({ state }) => state !== 'up');
  return [
    `${paint('strong', inShort(address.split(', ')))}  ${verdict(status, paint)}  ${paint('faint', clock(at))}`,
    ...alarms.map((alarm) => paint('bad', `!!! ${alarm}`)),
    ...down.map((host) => paint('bad', `  ! ${notUp(host)}`)),
    ...problems.map((problem) => paint('bad', `  ! ${problem}`)),
    ...unknown.map((one) => paint('warning', `  ? not known: ${one}`)),
    '',
    ...textTable(overview(status)).map((line) => line.trimEnd()),
    '',
    ...hostLines(status.hosts, { columns, paint }),
    '',
    ...serviceLines(status, paint),
  ];
}

/** All is well only where all is known. */
function verdict({ alarms, problems, unknown, hosts }: ClusterStatus, paint: Paint): string {
  const found = alarms.length + problems.length + hosts.filter(({ state }) => state !== 'up').length;
  if (found > 0) return paint('bad', count(found, 'finding'));
  return unknown.length === 0
    ? paint('good', 'all is well')
    : paint('warning', 'no problem found in what could be asked');
}

/** A node that does not answer umctl, and what others know of it. */
const notUp = ({ name, state, failure = '', seen = [] }: HostStatus): string =>
  state === 'unreachable'
    ? `${name} is up, but umctl cannot log in: ${failure}; ${seen.join(', and ')}`
    : `${name} is ${state}: ${[failure, ...seen].join('; ')}`;

function overview(status: ClusterStatus): readonly (readonly string[])[] {
  const { drained, drift, hosts } = status;
  return [
    ...(status.shared === undefined
      ? [
          ['active', activeText(status)],
          ['ARP', arpText(status)],
        ]
      : status.shared.map(sharedText)),
    ...drained.map(({ name, state, since: from, by, why }) => [
      state,
      `${name} since ${clock(from)} by ${by}${why === '' ? '' : ` (${why})`}`,
    ]),
    ['drift', driftText(drift, hosts)],
  ];
}

/** One line for the addresses that go to the same director. */
function sharedText({ addresses, active, arp }: SharedAddresses): readonly string[] {
  const byArp = arp.owners.length === 0 ? 'nobody answers ARP' : `${arp.owners.join(' and ')} by ARP`;
  return [
    addresses.join(', '),
    `${active.join(' and ') || 'nobody'}; ${byArp} (asked from ${arp.askedFrom.join(', ')})`,
  ];
}

/** Who has the address; one that cannot be asked and answers ARP for it is reported as just that. */
function activeText({ active, arp, hosts, unknown }: ClusterStatus): string {
  const lasted = (host: string): string => {
    const seconds = hosts.find(({ name }) => name === host)?.heldFor;
    return seconds === undefined ? '' : ` (${duration(seconds * 1000)})`;
  };
  const known = active.map(({ host, since }) =>
    since === undefined ? host : `${host} since ${clock(since)}${lasted(host)}`,
  );
  if (known.length > 0) return known.join('; ');
  if (arp.owners.length > 0) return `not known; ${arp.owners.join(' and ')} by ARP`;
  const asked = hosts.every(({ state }) => state === 'up') && unknown.every((one) => !one.startsWith('who directs'));
  return asked ? 'nobody' : 'nobody that could be asked';
}

function arpText({ arp: { owners, heardBy, askedFrom }, active }: ClusterStatus): string {
  if (owners.length > 0) return `${owners.join(' and ')} (asked from ${heardBy.join(', ')})`;
  const others = askedFrom.filter((asker) => !active.some(({ host }) => host === asker));
  if (others.length > 0 || askedFrom.length > 1) return `nobody answers (asked from ${askedFrom.join(', ')})`;
  return askedFrom.length === 0 ? 'not known: nobody could ask' : `not known: ${askedFrom.join()} does not hear itself`;
}

function driftText(drift: ClusterStatus['drift'], hosts: readonly HostStatus[]): string {
  if ('unknown' in drift) return `not known: ${drift.unknown}`;
  const drifted = Object.entries(drift.steps).filter(([, ids]) => ids.length > 0);
  const missing = hosts.flatMap(({ name }) => (name in drift.steps ? [] : [name]));
  const rest = missing.length === 0 ? '' : ` (not known of ${missing.join(', ')})`;
  if (drifted.length === 0) return `none: the plan is empty${rest}`;
  return `${drifted.map(([host, ids]) => `${host}: ${ids.join(', ')}`).join('; ')}; umctl plan shows it${rest}`;
}

function hostLines(hosts: readonly HostStatus[], { columns, paint }: StatusLook): readonly string[] {
  const rows = hosts.map((host) => [
    host.name,
    host.address,
    host.director ? 'director' : 'real server',
    ...duty(host, columns),
  ]);
  const lines = textTable([['HOST', 'ADDRESS', 'ROLE', 'STATE', ...columns.map(({ title }) => title)], ...rows]);
  return lines.map((line, i) => {
    const host = hosts[i - 1];
    if (host === undefined) return paint('faint', line.trimEnd());
    if (host.state !== 'up') return paint('bad', line.trimEnd());
    return host.holds.length > 0 ? paint('strong', line.trimEnd()) : line.trimEnd();
  });
}

function duty(host: HostStatus, columns: readonly Column[]): readonly string[] {
  const { state, holds, director } = host;
  if (state !== 'up') return [state.toUpperCase()];
  const carries = holds.length > 0 ? `ACTIVE (${holds.join(', ')})` : director ? 'standby' : 'up';
  return [carries, ...columns.map(({ cell }) => cell(host))];
}

/** One table for all services, so that its columns are looked for once. */
function serviceLines({ services, hosts, drained, active }: ClusterStatus, paint: Paint): readonly string[] {
  const note = (real: RealStatus): string => {
    if (hosts.some((host) => host.name === real.name && isDown(host))) return 'down';
    const entry = drained.find(({ name }) => name === real.name);
    if (entry !== undefined) return entry.state;
    if (isOut(real)) return active.length === 0 ? '' : 'OUT: its check fails';
    return real.wanted === undefined ? 'not in the inventory' : '';
  };
  const numbers = ({ weight, active, inactive, persistent }: RealStatus) =>
    [weight ?? '-', active, inactive, persistent].map(String);
  const reals = services.flatMap((service) => service.reals);
  const rows = reals.map((real) => [`  ${real.name}`, real.address, ...numbers(real), note(real)]);
  const [head = '', ...lines] = textTable([HEAD, ...rows]).map((line) => line.trimEnd());
  const lineOf = new Map(reals.map((real, i) => [real, lines[i] ?? '']));
  const paintReal = (real: RealStatus): string => {
    const line = lineOf.get(real) ?? '';
    if (isOut(real)) return paint('bad', line);
    return real.weight === 0 ? paint('warning', line) : line;
  };
  return [
    paint('faint', head),
    ...services.flatMap(({ name, key, scheduler, flags, reals: mine }) => [
      `${paint('strong', name)}  ${key} ${[scheduler, ...flags].join(' ')}`,
      ...mine.map(paintReal),
    ]),
  ];
}

const HEAD = ['  REAL SERVER', 'ADDRESS', 'WEIGHT', 'ActiveConn', 'InActConn', 'PersistConn', ''];

/** `2026-09-23 05:45:12 UTC` */
const clock = (iso: string): string => iso.replace('T', ' ').replace(/(\.\d+)?Z$/, ' UTC');
