import { ipvs } from '../../../src/cluster/facts/ipvs.ts';
import { addressIn } from '../../../src/cluster/model/own-addresses.ts';
import type { Context } from '../../../src/cluster/model/role.ts';
import { addressOf } from '../../../src/cluster/model/segment.ts';
import type { SegmentVars } from '../../../src/cluster/model/segment-vars.ts';
import {
  firstAddress,
  hasIpv6,
  type VirtualAddress,
  virtualAddresses,
} from '../../../src/cluster/model/virtual-addresses.ts';
import { inWhole, parseIp } from '../../../src/core/address/ip.ts';
import { read } from '../../../src/core/fact.ts';
import { startCommand } from '../../../src/platform/capabilities/start-command.ts';
import { inShort, MOST } from './places.ts';

export type Handover = 'make_before_break' | 'classic';

type Director<V> = Pick<Context<V>, 'vars' | 'facts' | 'platform' | 'directors' | 'known'>;

/** What the kernel has to have: net.ipv4.vs.backup_only came with 3.9, sloppy_tcp with 3.11. */
const SINCE = [3, 11] as const;

/** Why a host cannot hand over without a gap; undefined when it can. */
export function hindrance({
  facts,
  platform,
  directors,
}: Omit<Director<unknown>, 'vars' | 'known'>): string | undefined {
  const [major = 0, minor = 0] = facts.kernel.split('.').map((part) => Number.parseInt(part, 10));
  if (directors.length !== 2)
    return `it takes two directors, and there ${directors.length === 1 ? 'is one' : 'are more'}`;
  if (major < SINCE[0] || (major === SINCE[0] && minor < SINCE[1]))
    return `it takes Linux ${SINCE.join('.')}, and the kernel is ${facts.kernel}`;
  if (!read(facts, ipvs)) return 'the kernel has no IPVS';
  if (platform.why(startCommand) !== undefined)
    return `it takes systemd, and ${platform.name} starts services in another way`;
  return undefined;
}

/** The directors that cannot, each with why; of those that have not answered nothing is known. */
export const hindered = ({ directors, known }: Pick<Director<unknown>, 'directors' | 'known'>): readonly string[] =>
  directors.flatMap(({ name }) => {
    const director = known.get(name);
    const why = director === undefined ? undefined : hindrance({ ...director, directors });
    return why === undefined ? [] : [`${name}: ${why}`];
  });

/**
 * How duties pass between directors: as the inventory says, else without a gap where both can. They have to do it alike: one that
 * directs only while the other tells it so, and one that directs wherever it has a table, would both have the address.
 */
export const handoverOf = (director: Director<{ readonly handover?: Handover | undefined }>): Handover =>
  director.vars.handover ?? (hindered(director).length === 0 ? 'make_before_break' : 'classic');

export const LVS_DIRECTOR = '/etc/ha.d/resource.d/LVSDirector';

/**
 * The words that LVSDirector is called with, the same on both directors; joined by `::` in haresources. The first address
 * is on the segment where directors have theirs. Where the list is too long for a message of heartbeat's, it is written in short.
 */
export function duty({ vars, directors }: Placed): readonly string[] {
  const first = firstAddress(vars);
  const others = virtualAddresses(vars).filter(({ ip }) => ip.text !== first.ip.text);
  const places = [first, ...others].map(place);
  const known = directors.map((one) => knownAs(one, vars));
  const words = [places.join(','), ...known];
  return wordOf(words).length <= MOST ? words : [inShort(places), ...known];
}

/** Duties as haresources has them. */
export const wordOf = (words: readonly string[]): string => ['LVSDirector', ...words].join('::');

/** The same with the first address alone, for what has no need of the others and would be started anew as they come and go. */
export const firstDuty = ({ vars, directors }: Placed): readonly string[] => [
  place(firstAddress(vars)),
  ...directors.map(addressOf),
];

/** The same with all addresses of the directors, for what goes by those. */
export const partingDuty = ({ vars, directors }: Placed): readonly string[] => [
  place(firstAddress(vars)),
  ...directors.map((one) => knownAs(one, vars)),
];

type Placed = Pick<Context<SegmentVars>, 'vars' | 'directors'>;

/** IPv6 in all of its parts: haresources has `::` between words. */
const place = ({ interface: device, ip, prefix }: VirtualAddress): string => `${inWhole(ip)}/${prefix}/${device}`;

/** What a director is known by and, where virtual addresses are IPv6, its address of that behind a comma. */
function knownAs(director: Placed['directors'][number], vars: SegmentVars): string {
  const address = addressOf(director);
  const six = hasIpv6(vars) ? addressIn(6, director.vars, director.host) : undefined;
  const other = six === undefined || six === address ? undefined : parseIp(six);
  return other === undefined ? address : `${address},${inWhole(other)}`;
}
