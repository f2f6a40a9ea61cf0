import { type Seen, servingUnseen, unseen } from './seen.ts';

/** Two that have the virtual address, by their interfaces or by ARP: what one client sends reaches now this, now that. */
export function alarmsOf(seen: Seen): readonly string[] {
  const { address, hosts, active, arp, unasked } = seen;
  if (seen.handingOver) return [];
  const directors = active.filter(({ director }) => director);
  const where = active.map(({ name, holds }) => `${name} (${holds.join(', ')})`).join(' and ');
  // A node that does not answer may be the one that is heard, unless one that does has the address.
  const all = unseen(seen).length === 0;
  const known = new Set([...hosts.map(({ name }) => name), ...unasked]);
  const strangers = arp.owners.filter((owner) => !known.has(owner));
  const others = active.length === 0 ? [] : servingUnseen(seen);
  return [
    ...(directors.length > 1 ? [`SPLIT BRAIN: ${where} have ${address} at the same time`] : []),
    ...(directors.length < 2 && active.length > 1 ? [`ADDRESS HELD TWICE: ${where} have ${address}`] : []),
    ...others.map((other) => `SPLIT BRAIN: ${where} has ${address}, and ${other} answers ARP for it`),
    ...(arp.owners.length > 1 ? [`ADDRESS ANSWERED TWICE: ${arp.owners.join(' and ')} answer ARP for ${address}`] : []),
    ...(arp.owners.length === 1 && strangers.length === 1 && (all || active.length > 0)
      ? [
          `ADDRESS TAKEN: ${strangers[0]}, which is no node ${all ? 'of the inventory' : 'that answers'}, answers ARP for ${address}`,
        ]
      : []),
  ];
}
