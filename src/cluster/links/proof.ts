import { showCidr } from '../../core/address/cidr.ts';
import type { Check } from '../../core/check.ts';
import type { Output } from '../../core/connection.ts';
import type { Host } from '../../core/host.ts';
import type { HookContext } from '../../core/play.ts';
import { firewallsOn } from '../../platform/capabilities/firewall.ts';
import { segmentOf } from '../model/segment-vars.ts';
import { virtualAddresses } from '../model/virtual-addresses.ts';
import type { HaStack } from '../ports/ha-stack.ts';
import { askLinks } from './ask.ts';
import { type Link, type LinkEnd, needOf, showLink } from './link.ts';

/** So long may it take until the directors are asked at the same time, in seconds. */
const WITHIN = 20;

/** How long directors listen for each other, in seconds: on a busy machine one of them may be asked late. */
const LISTENS = 12;

/** Whether a director is about to run the stack, and may take the virtual address then. */
const starts = ({ services }: Pick<HaStack, 'services'>, { steps }: Pick<HookContext, 'steps'>): boolean =>
  steps.some(
    ({ type, key, changes }) =>
      type === 'service' &&
      services.includes(key) &&
      changes.some(({ field, to }) => field === 'running' && to === true),
  );

/**
 * What has to be right before a director joins those that run: that they hear each other over every link. Two that do not
 * both take the virtual address.
 */
export function linksProven(
  ha: Pick<HaStack, 'services' | 'links'>,
  turn: HookContext,
  seconds = LISTENS,
): readonly Check[] {
  const { places } = turn;
  if (ha.links === undefined || !starts(ha, turn)) return [];
  return linksHeard({
    members: places.map((place) => ({ ...place, links: ha.links?.(place, places) ?? [] })),
    otherwise: 'no further director is started, as both would have the virtual address',
    seconds,
  });
}

/** A host that sends and listens, over its own links. */
interface Member extends LinkEnd {
  readonly links: readonly Link[];
}

interface Among {
  readonly members: readonly Member[];
  /** What follows where they are deaf, in a sentence without its full stop. */
  readonly otherwise: string;
  readonly seconds?: number;
}

/** A check for each link, by a real packet each way between all of them, who are asked at the same time. */
export function linksHeard({ members, otherwise, seconds = LISTENS }: Among): readonly Check[] {
  if (members.length < 2) return [];
  const links = new Map(members.map((member) => [member.host.name, member.links]));
  const firewalls = new Map(members.map(({ host, facts }) => [host.name, firewallsOn(facts)]));
  const names = members.map(({ host }) => host.name);
  const asks = Object.fromEntries(
    members.map(({ host, links: mine }) => {
      const others = names.filter((name) => name !== host.name);
      return [host.name, askLinks({ key: keyOf(host), name: host.name, others, links: mine, seconds })];
    }),
  );
  const [first = []] = links.values();
  return first.map((link, number) => ({
    name: `${list(names)} hear each other on ${showLink(link)}`,
    asks,
    failure: (answers) => deafness({ names, number, links, firewalls, otherwise }, answers),
    withinSeconds: WITHIN,
    together: true,
  }));
}

/** By which a cluster's own questions are told from another's on the segment. */
const keyOf = ({ vars }: Pick<Host, 'vars'>): string =>
  virtualAddresses(segmentOf(vars)).slice(0, 1).map(showCidr).join();

interface Heard {
  readonly names: readonly string[];
  /** The place of the link among those of a director. */
  readonly number: number;
  readonly links: ReadonlyMap<string, readonly Link[]>;
  /** What may be in the way on a director. */
  readonly firewalls: ReadonlyMap<string, readonly string[]>;
  readonly otherwise: string;
}

/** Who does not hear whom, and what may be in the way. */
function deafness(
  { names, number, links, firewalls, otherwise }: Heard,
  answers: Readonly<Record<string, Output>>,
): string | undefined {
  const broken = names.find((name) => answers[name]?.code !== 0);
  if (broken !== undefined) return `${broken} cannot listen: ${answers[broken]?.stderr.trim()}`;
  const said = (name: string): string => answers[name]?.stdout ?? '';
  const deaf = names.flatMap((name) => {
    const unheard = names.filter((other) => other !== name && !lines(said(name)).includes(`hears ${number} ${other}`));
    return unheard.length === 0 ? [] : [{ name, unheard }];
  });
  if (deaf.length === 0) return undefined;
  const through = (name: string, way: 'in' | 'out'): string => {
    const walls = firewalls.get(name) ?? [];
    const link = links.get(name)?.[number];
    return walls.length === 0 || link === undefined
      ? ''
      : `; ${list(walls)} on ${name} must let ${needOf(link)} ${way} on ${link.device}`;
  };
  const told = deaf.map(({ name, unheard }) => `${name} does not hear ${list(unheard)}${through(name, 'in')}`);
  const unsent = names.flatMap((name) => {
    const why = new RegExp(`^cannot ${number} (.+)$`, 'm').exec(said(name))?.[1];
    return why === undefined ? [] : [`${name} cannot send: ${why}${through(name, 'out')}`];
  });
  const unseen = unsent.length === 0 && names.every((name) => firewalls.get(name)?.length === 0);
  return [
    ...told,
    ...unsent,
    ...(unseen ? ['no firewall was found on them: look at addresses, cables, and what filters between the hosts'] : []),
    otherwise,
  ].join('; ');
}

const lines = (text: string): readonly string[] => text.split('\n');

const list = (names: readonly string[]): string =>
  names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
