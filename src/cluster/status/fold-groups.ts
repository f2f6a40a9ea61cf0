import { addressGroups } from '../model/address-groups.ts';
import { showAddress, virtualAddresses } from '../model/virtual-addresses.ts';
import type { Answer } from './answer.ts';
import type { Cluster } from './cluster.ts';
import { foldPart, type KnownState } from './fold.ts';
import type { ClusterStatus } from './shape.ts';

/**
 * Puts what the nodes have said together. Pure. Where directors share the virtual addresses, each group of these is looked at as
 * a cluster of its own, on the same nodes.
 */
export function foldStatus(cluster: Cluster, known: KnownState): ClusterStatus {
  const groups = addressGroups(cluster.vars);
  const whole = foldPart(cluster, known);
  if (groups.length === 1) return whole;
  const wanted = ({ vars }: Pick<Cluster, 'vars'>): readonly string[] =>
    cluster.stack.balancer.wanted({ ...cluster, vars, recalled: new Map() }).map(({ key }) => key);
  const parts = groups.map((vars, i) => {
    const texts = virtualAddresses(vars).map(({ ip }) => ip.text);
    // What no group wants is told once.
    const others = new Set(groups.flatMap((other) => (other === vars ? [] : wanted({ vars: other }))));
    const own = new Set(wanted({ vars }));
    const mine = (key: string): boolean => own.has(key) || (i === 0 && !others.has(key));
    const status = foldPart(partOf(cluster, { vars, texts }), {
      ...known,
      answers: new Map([...known.answers].map(([host, answer]) => [host, narrowed(answer, { texts, mine })])),
    });
    return { vars, status };
  });
  const all = (pick: (status: ClusterStatus) => readonly string[]): readonly string[] => [
    ...new Set(parts.flatMap(({ status }) => pick(status))),
  ];
  return {
    ...whole,
    shared: parts.map(({ vars, status: { active, arp } }) => ({
      addresses: virtualAddresses(vars).map(showAddress),
      active: active.map(({ host }) => host),
      arp,
    })),
    alarms: all(({ alarms }) => alarms),
    problems: all(({ problems }) => problems),
    unknown: all(({ unknown }) => unknown),
    services: parts.flatMap(({ status }) => status.services),
  };
}

const partOf = (
  cluster: Cluster,
  { vars, texts }: { readonly vars: Cluster['vars']; readonly texts: readonly string[] },
): Cluster => ({
  ...cluster,
  vars,
  shared: true,
  asked: new Map(
    [...cluster.asked].map(([host, node]) => [
      host,
      { ...node, virtual: node.virtual.filter((address) => texts.includes(address)) },
    ]),
  ),
});

/** What a node has said of some of the virtual addresses. */
function narrowed(
  answer: Answer,
  { texts, mine }: { readonly texts: readonly string[]; readonly mine: (key: string) => boolean },
): Answer {
  const onInterfaces = answer.onInterfaces.filter(({ address }) => texts.includes(address));
  // Since when it has any of them is no answer for these.
  const { held: _, ...rest } = answer;
  return {
    ...rest,
    onInterfaces,
    holds: [...new Set(onInterfaces.map(({ device }) => device))],
    onLoopback: answer.onLoopback.filter(({ address }) => texts.includes(address)),
    heard: new Set(texts.flatMap((text) => [...(answer.heardFor.get(text) ?? [])])),
    table: answer.table.filter(({ key }) => mine(key)),
    counts: answer.counts.filter(({ virtual }) => mine(virtual)),
  };
}
