import { type Counts, parseCounts } from '../../../src/cluster/ipvs/counts.ts';
import { askActive, type Duty, duties } from '../../../src/cluster/model/active.ts';
import type { Context } from '../../../src/cluster/model/role.ts';
import { SETTLES_WITHIN } from '../../../src/cluster/model/timing.ts';
import type { Check } from '../../../src/core/check.ts';
import type { Output } from '../../../src/core/connection.ts';
import { type Sh, sh } from '../../../src/core/sh.ts';
import { type Service, services } from '../service.ts';
import type { LdirectordVars } from '../vars.ts';
import { letsGo, persists } from './resources.ts';

type LdirectordContext = Context<LdirectordVars>;
type Answers = Readonly<Record<string, Output>>;

/** Asks a director whether it directs, and how many connections it has with each real server. */
export const askCounts = (vars: LdirectordVars): Sh => sh`${askActive(vars)}; ipvsadm -L -n --persistent-conn`;

/** The rows of some real servers in a director's table. */
const rowsOf = ({ rest }: Duty, addresses: readonly string[]): readonly Counts[] =>
  parseCounts(rest).filter(({ real }) => addresses.includes(real.slice(0, real.lastIndexOf(':'))));

/** Directors that would still send clients to a real server: the standby's table counts, as it may take over. */
export function stillSending(answers: Answers, addresses: readonly string[]): string | undefined {
  const wrong = duties(answers).flatMap((duty) =>
    rowsOf(duty, addresses)
      .filter(({ weight }) => weight > 0)
      .map(({ real, weight }) => `${duty.host} still sends clients to ${real} (weight ${weight})`),
  );
  return wrong.length === 0 ? undefined : wrong.join('; ');
}

/** How many connections are left with the real servers on the director that directs, by service. */
export function connectionsLeft(
  answers: Answers,
  { all, addresses, persistent }: Pick<Left, 'all' | 'addresses' | 'persistent'>,
): string | undefined {
  const sending = stillSending(answers, addresses);
  if (sending !== undefined) return sending;
  const active = duties(answers).filter((duty) => duty.active);
  if (active.length === 0) return 'no director has the virtual address just now';
  const rows = active.flatMap((duty) => rowsOf(duty, addresses));
  const left = all.flatMap(({ vars: service, protocol, virtual }) => {
    const mine = rows.filter((row) => row.virtual === `${protocol.toUpperCase()} ${virtual}`);
    const total = (field: 'active' | 'persistent') => mine.reduce((sum, row) => sum + row[field], 0);
    const clients = persistent && persists(service) ? total('persistent') : 0;
    return [
      ...(total('active') > 0 ? [`${service.name} ${total('active')}`] : []),
      ...(clients > 0
        ? [`${service.name} ${clients} persistent (they may come back for ${service.persistent} s)`]
        : []),
    ];
  });
  return left.length === 0 ? undefined : `connections left: ${left.join(', ')}`;
}

interface Left {
  readonly all: readonly Service[];
  readonly addresses: readonly string[];
  /** Whether persistent clients stay with a drained real server. */
  readonly persistent: boolean;
  /** As people call the real servers. */
  readonly names: string;
  /** How long the connections may take to end, in seconds. */
  readonly timeout: number;
}

/** What is waited for after a drain: that ldirectord has taken it in, and that the connections have ended. */
export function drainChecks(contexts: readonly LdirectordContext[], wanted: Omit<Left, 'all' | 'persistent'>): Check[] {
  const [first] = contexts;
  if (first === undefined) return [];
  const { addresses, names, timeout } = wanted;
  const asks = Object.fromEntries(contexts.map(({ name, vars }) => [name, askCounts(vars)]));
  const left = { all: services(first), addresses, persistent: !letsGo(first.vars) };
  const within = { withinSeconds: settlesWithin(first.vars) };
  const stopped = `no new connection goes to ${names}`;
  return [
    { name: stopped, asks, failure: (answers) => stillSending(answers, addresses), ...within },
    {
      name: `${names} has no connections left`,
      asks,
      failure: (answers) => connectionsLeft(answers, left),
      after: stopped,
      withinSeconds: timeout,
      reportsProgress: true,
    },
  ];
}

/** What is waited for before a real server counts as back: ldirectord sends it clients once it answers its check. */
export function returnChecks(
  contexts: readonly LdirectordContext[],
  { addresses, names }: Pick<Left, 'addresses' | 'names'>,
): Check[] {
  const [first] = contexts;
  if (first === undefined) return [];
  return [
    {
      name: `clients are sent to ${names} again`,
      asks: Object.fromEntries(contexts.map(({ name, vars }) => [name, askCounts(vars)])),
      failure: (answers) => notYetSending(answers, addresses),
      withinSeconds: settlesWithin(first.vars),
    },
  ];
}

/** Services of the active director that have none of a real server's weight yet; nothing where nobody directs. */
export function notYetSending(answers: Answers, addresses: readonly string[]): string | undefined {
  const wrong = duties(answers).flatMap((duty) =>
    (duty.active ? rowsOf(duty, addresses) : [])
      .filter(({ weight }) => weight === 0)
      .map(({ real, virtual }) => `${duty.host} sends no clients of ${virtual} to ${real}: does it answer its check?`),
  );
  return wrong.length === 0 ? undefined : wrong.join('; ');
}

/** ldirectord looks at its configuration between two rounds of checks, each as long as the slowest takes. */
const settlesWithin = ({ ldirectord: { checkinterval, checktimeout, negotiatetimeout } }: LdirectordVars): number =>
  Math.max(SETTLES_WITHIN, 3 * (checkinterval + checktimeout + negotiatetimeout));
