import { type Seen, servingUnseen, unseen } from './seen.ts';

/** Nobody that could be asked has the address, and nobody else shows that it has it. */
export function nobodyDirects(seen: Seen): boolean {
  if (seen.active.length > 0 || seen.handingOver) return false;
  if (unseen(seen).length === 0) return true;
  // A node that cannot be asked may have it: the segment knows.
  return seen.arp.owners.length === 0 && seen.arp.askedFrom.length > 0;
}

/** A node does not hear itself: that nobody answers takes one that asks and does not have the address, or two. */
const canTellSilence = ({ active, arp }: Seen): boolean =>
  arp.askedFrom.length > 1 || arp.askedFrom.some((asker) => !active.some(({ name }) => name === asker));

/** What is wrong with who directs. */
export const directingProblems = (seen: Seen): readonly string[] => {
  const { address, arp } = seen;
  return [
    ...(nobodyDirects(seen) ? [`no node that answers has ${address} on an interface: no director is active`] : []),
    ...(arp.owners.length === 0 && canTellSilence(seen) && !seen.handingOver
      ? [`nobody answers ARP for ${address}`]
      : []),
    ...arp.deaf.map(({ host, why }) => `${host}: cannot ask who answers ARP for ${address} by arping: ${why}`),
  ];
};

/** What of a plan puts right that nobody has the address, or that two have it: told as that, it is not told again as drift. */
export const mendsDirecting = (seen: Seen): ReadonlySet<string> =>
  new Set([
    ...(directingProblems(seen).length > 0 ? [seen.mends.nobody] : []),
    ...(seen.active.length > 1 ? [seen.mends.two] : []),
  ]);

/** What could not be found out about who directs, and why. */
export function unknownDirecting(seen: Seen): readonly string[] {
  const { address, active, arp, unasked } = seen;
  const [asker] = arp.askedFrom;
  const itself = `only ${asker} was asked, which does not hear itself`;
  const who =
    active.length > 0 || nobodyDirects(seen) || seen.handingOver || servingUnseen(seen).length > 0
      ? []
      : [`who is active: ${unseen(seen).join(' and ')} could not be asked, and may have ${address}`];
  const [is, them] = unasked.length === 1 ? ['is', 'it'] : ['are', 'them'];
  const left = unasked.length === 0 ? [] : [`how ${unasked.join(' and ')} ${is}: --limit leaves ${them} out`];
  if (arp.owners.length > 0 || canTellSilence(seen)) return [...who, ...left];
  return [...who, `who answers ARP for ${address}: ${asker === undefined ? 'nobody could ask' : itself}`, ...left];
}
