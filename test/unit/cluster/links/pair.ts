import { heartbeat } from '../../../../roles/heartbeat/stack.ts';
import { keepalived } from '../../../../roles/keepalived/stack.ts';
import { linksProven } from '../../../../src/cluster/links/proof.ts';
import { parseAddresses } from '../../../../src/core/addresses.ts';
import type { Check } from '../../../../src/core/check.ts';
import type { Facts } from '../../../../src/core/facts.ts';
import type { Step } from '../../../../src/core/plan.ts';
import type { Place } from '../../../../src/core/play.ts';
import { joinSh, sh } from '../../../../src/core/sh.ts';
import { firewallInForce } from '../../../../src/platform/providers/firewall/in-force.ts';
import { type Node, openNode } from '../../resources/node.ts';
import { EXAMPLE, HOSTS, NO_FACTS } from '../../roles/cluster.ts';

export interface Options {
  readonly seconds?: number;
  /** A program that the directors do not have. */
  readonly without?: string;
}

/** Two directors with three links between them, eth0 to eth2. */
export interface Pair {
  readonly n1: Node;
  readonly n2: Node;
  /** What is said of each link, by the name of its check, when n2 is to join n1. */
  readonly prove: (vars: object, options?: Options) => Promise<Readonly<Record<string, string | undefined>>>;
  readonly close: () => Promise<void>;
}

export async function openPair(): Promise<Pair> {
  const [n1, n2] = await Promise.all([openNode(), openNode()]);
  await n1.given(`for i in 0 1 2; do ip link add eth$i type veth peer name far$i; ip link set far$i netns ${n2.pid}; ip link set eth$i up; done
ip addr add 192.168.6.2/24 dev eth0; ip addr add 10.0.0.1/30 dev eth1; ip addr add fd00:6::2/64 dev eth0 nodad`);
  await n2.given(`for i in 0 1 2; do ip link set far$i name eth$i; ip link set eth$i up; done
ip addr add 192.168.6.3/24 dev eth0; ip addr add 10.0.0.2/30 dev eth1; ip addr add fd00:6::3/64 dev eth0 nodad`);
  const nodes = { n1, n2 };
  return {
    ...nodes,
    async prove(vars, { seconds = 30, without = '' } = {}) {
      const places = await Promise.all(HOSTS.map((host) => placeOf(host, nodes[host.name as 'n1'], vars)));
      const [, joining] = places;
      if (joining === undefined) throw new Error('a pair has two directors');
      const { ha } = 'keepalived' in vars ? keepalived : { ha: heartbeat };
      const checks = linksProven(ha, { ...joining, steps: [starting(ha.id)], places }, seconds);
      return Object.fromEntries(await askTogether(checks, nodes, without));
    },
    close: async () => {
      await Promise.all([n1.close(), n2.close()]);
    },
  };
}

const placeOf = async (host: Place['host'], node: Node, vars: object): Promise<Place> => ({
  host: { ...host, vars: { ...EXAMPLE, ...vars } },
  facts: {
    ...NO_FACTS,
    addresses: parseAddresses(await node.given('ip -4 -o addr show')),
    firewall: firewallInForce.parse(await node.run(firewallInForce.ask)),
  } as unknown as Facts,
  active: host.name === 'n1',
});

/** The step by which a director begins to run its stack. */
const starting = (service: string): Step => ({
  id: `service ${service}`,
  type: 'service',
  key: service,
  title: service,
  restorable: 'no',
  changes: [{ field: 'running', from: false, to: true }],
  command: { run: { text: 'true' } },
});

/** As the gate asks: each question once a host, all hosts at the same time. */
export async function askTogether(checks: readonly Check[], nodes: Readonly<Record<string, Node>>, without = '') {
  const missing = without === '' ? sh`` : sh`${{ text: without }}() { return 127; }\n`;
  const [first] = checks;
  const answered = await Promise.all(
    Object.entries(first?.asks ?? {}).map(
      async ([name, ask]) => [name, await nodes[name]?.run(joinSh([missing, ask]))] as const,
    ),
  );
  const answers = Object.fromEntries(answered.flatMap(([name, output]) => (output ? [[name, output] as const] : [])));
  return checks.map((check) => [check.name, check.failure(answers)] as const);
}
