import { isDirector } from '../../src/cluster/model/is-director.ts';
import type { Context } from '../../src/cluster/model/role.ts';
import { addressOf } from '../../src/cluster/model/segment.ts';
import type { Check } from '../../src/core/check.ts';
import type { Output } from '../../src/core/connection.ts';
import { type Asked, askPorts } from './ask-ports.ts';
import { needsOf, openingsOf } from './openings.ts';
import type { FirewallVars } from './vars.ts';

type FirewallContext = Context<FirewallVars>;

/** What a director asks of the other nodes: what clients, all nodes or it alone may come to. */
const portsOf = (asker: FirewallContext, all: readonly FirewallContext[]): readonly Asked[] => {
  const ports = all
    .filter(({ name }) => name !== asker.name)
    .flatMap((node) =>
      openingsOf(node).flatMap(({ protocol, port, to, from }): readonly Asked[] => {
        if (port === undefined || (from !== undefined && from !== addressOf(asker))) return [];
        const one = { address: addressOf(node), port };
        if (protocol === 'tcp') return [{ ...one, protocol }];
        // What directors tell each other is heard by other means: a packet that makes no sense would be complained of in logs.
        const needs = needsOf(node).filter(
          (need) => need.protocol === 'udp' && need.port === port && need.to === 'nodes',
        );
        if (protocol !== 'udp' || to !== undefined || needs.length === 0) return [];
        return [{ ...one, protocol, question: needs.find(({ answers }) => answers !== undefined)?.answers }];
      }),
    );
  return [...new Map(ports.map((one) => [`${one.protocol} ${one.address} ${one.port}`, one])).values()];
};

/** Directors ask all other nodes at every port that these have to let them in at; with firewalls that nobody asked, too. */
export function askedByPeers(contexts: readonly FirewallContext[]): readonly Check[] {
  const asks = contexts
    .filter(isDirector)
    .map((asker) => ({ name: asker.name, ports: portsOf(asker, contexts) }))
    .filter(({ ports }) => ports.length > 0);
  if (asks.length === 0) return [];
  const names = new Map(contexts.map((node) => [addressOf(node), node.name]));
  return [
    {
      name: 'no firewall is between the directors and the ports of the other nodes',
      asks: Object.fromEntries(asks.map(({ name, ports }) => [name, askPorts(ports)])),
      failure: (answers) => complaint(answers, names),
      withinSeconds: 10,
    },
  ];
}

function complaint(answers: Readonly<Record<string, Output>>, names: ReadonlyMap<string, string>): string | undefined {
  const closed = Object.entries(answers).flatMap(([asker, { stdout }]) =>
    // They come in the order in which they were known.
    [...stdout.matchAll(/^(tcp|udp) (\S+) (\d+) (.*)$/gm)]
      .toSorted(([one], [other]) => one.localeCompare(other, 'en', { numeric: true }))
      .map(
        ([, protocol, address = '', port, error]) =>
          `${asker} does not get to ${protocol} ${port} of ${names.get(address) ?? address} (${error})`,
      ),
  );
  return closed.length === 0
    ? undefined
    : `${closed.join('; ')}: the host does not answer, or a firewall is in the way`;
}
