import type { Answer } from './answer.ts';
import type { Cluster } from './cluster.ts';
import type { ClusterStatus } from './shape.ts';

/** Who answers ARP for the virtual address. Nobody hears itself: an owner is heard by the others. */
export function arpOf(
  { hosts, unasked }: Pick<Cluster, 'hosts' | 'unasked'>,
  answers: ReadonlyMap<string, Answer>,
  alive: ReadonlyMap<string, string>,
): ClusterStatus['arp'] {
  const neighbours = new Map([...answers.values()].flatMap(({ kernel }) => [...kernel.neighbours]));
  // What a node says of itself first; of one that umctl does not ask, its neighbours know.
  const macOf = ({ name, address }: { readonly name: string; readonly address: string }): string | undefined =>
    answers.get(name)?.mac ?? alive.get(name) ?? neighbours.get(address);
  const owner = (mac: string) => [...hosts, ...unasked].find((node) => macOf(node) === mac)?.name ?? mac;
  const macs = new Set([...answers.values()].flatMap(({ heard }) => [...heard]));
  const all = [...answers];
  return {
    owners: [...macs].map(owner),
    heardBy: all.flatMap(([host, { heard }]) => (heard.size > 0 ? [host] : [])),
    askedFrom: all.flatMap(([host, { deaf }]) => (deaf === undefined ? [host] : [])),
    deaf: all.flatMap(([host, { deaf }]) => (deaf === undefined ? [] : [{ host, why: deaf }])),
  };
}
