import { addressIn, parseEndpoint } from '../../core/address/endpoint.ts';
import type { Output } from '../../core/connection.ts';
import { type Counts, parseCounts } from '../ipvs/counts.ts';
import { persistenceOf, type WantedService } from '../ipvs/wanted.ts';
import { type DirectorAnswer, duties, heldAddresses } from '../model/active.ts';
import { hasGroups } from '../model/address-groups.ts';
import type { SegmentVars } from '../model/segment-vars.ts';
import { openAt } from './sockets.ts';

export type Answers = Readonly<Record<string, Output>>;

/** The rows of some real servers in a director's table. */
export const rowsOf = ({ rest }: DirectorAnswer, addresses: readonly string[]): readonly Counts[] =>
  parseCounts(rest).filter(({ real }) => addresses.includes(addressIn(real)));

/** Whether a director is the active one for a service: where directors share the virtual addresses, by its address. */
export function directs({ active, rest }: DirectorAnswer, virtual: string, vars: SegmentVars): boolean {
  if (!active || !hasGroups(vars) || virtual.startsWith('FWM')) return active;
  return heldAddresses(rest, vars).includes(addressIn(virtual.replace(/^\w+ /, '')));
}

/** Directors that would still send clients to a real server: the standby's table counts, as it may take over. */
export function stillSending(answers: Answers, addresses: readonly string[]): string | undefined {
  const wrong = duties(answers).flatMap((duty) =>
    rowsOf(duty, addresses)
      .filter(({ weight }) => weight > 0)
      .map(({ real, weight }) => `${duty.host} still sends clients to ${real} (weight ${weight})`),
  );
  return wrong.length === 0 ? undefined : wrong.join('; ');
}

export interface Left {
  readonly all: readonly WantedService[];
  readonly addresses: readonly string[];
  readonly vars: SegmentVars;
  /** Whether persistent clients stay with a drained real server. */
  readonly persistent: boolean;
  /** The node of the real servers, which may have said what sockets it has; undefined where it is none. */
  readonly node?: string | undefined;
}

/** How many connections are left with the real servers on the director that directs, by service. */
export function connectionsLeft(answers: Answers, asked: Left): string | undefined {
  const { all, addresses, persistent } = asked;
  const sending = stillSending(answers, addresses);
  if (sending !== undefined) return sending;
  if (!duties(answers).some(({ active }) => active)) return 'no director has the virtual address just now';
  const left = all.flatMap((service) => {
    const rows = activeRows(answers, asked).filter((row) => row.virtual === service.key);
    const seconds = persistenceOf(service);
    const clients = persistent && seconds !== undefined ? rows.reduce((sum, row) => sum + row.persistent, 0) : 0;
    const open = rows.reduce((sum, row) => sum + row.active - row.ended, 0);
    return [
      ...(open > 0 ? [`${service.name} ${open}`] : []),
      ...(clients > 0 ? [`${service.name} ${clients} persistent (they may come back for ${seconds} s)`] : []),
    ];
  });
  const ended = connectionsEnded(answers, asked);
  return left.length === 0
    ? undefined
    : `connections left: ${left.join(', ')}${ended === undefined ? '' : ` (not counted: ${ended})`}`;
}

/**
 * Connections that the active director still has in its table, and that are no more: their client has vanished, or the end was lost when
 * the address was handed over.
 */
export function connectionsEnded(answers: Answers, asked: Left): string | undefined {
  const ended = asked.all.flatMap(({ name, key }) => {
    const rows = activeRows(answers, asked).filter((row) => row.virtual === key);
    const number = rows.reduce((sum, row) => sum + row.ended, 0);
    return number === 0 ? [] : [`${number} of ${name}`];
  });
  if (ended.length === 0) return undefined;
  const directors = duties(answers).flatMap(({ active, host }) => (active ? [host] : []));
  return `${ended.join(', ')}, which ${directors.join(' and ')} has in its table and which ended on ${asked.node}`;
}

interface Row extends Counts {
  /** How many of the established ones are none on the real server. */
  readonly ended: number;
}

function activeRows(answers: Answers, { all, addresses, node, vars }: Left): readonly Row[] {
  const said = node === undefined ? undefined : answers[node]?.stdout;
  return duties(answers)
    .filter(({ active }) => active)
    .flatMap((duty) => rowsOf(duty, addresses).filter(({ virtual }) => directs(duty, virtual, vars)))
    .map((row) => {
      const endpoint = all.some((service) => service.key === row.virtual && tells(service, row))
        ? endpointOf(row.virtual)
        : undefined;
      const open = said === undefined || endpoint === undefined ? undefined : openAt(said, endpoint);
      return { ...row, ended: open === undefined ? 0 : Math.max(0, row.active - open) };
    });
}

/** What stands behind the protocol in the key of a service of TCP. */
const endpointOf = (key: string): string | undefined => (key.startsWith('TCP ') ? key.slice(4) : undefined);

/** Whether a real server has the connections of a service on the virtual address itself: what is translated, it has elsewhere. */
const tells = ({ reals }: WantedService, { real }: Counts): boolean =>
  reals.some(({ address, forwarding }) => address === real && forwarding === 'Route');

/** Ports of the services whose connections real servers can tell of. */
export const portsToldOf = (all: readonly WantedService[]): readonly number[] => [
  ...new Set(
    all.flatMap(({ key }) => {
      const { port } = parseEndpoint(endpointOf(key) ?? '') ?? {};
      return port === undefined || port === 0 ? [] : [port];
    }),
  ),
];
