import { EXIT } from '../../../../src/core/errors.ts';
import type { Facts } from '../../../../src/core/facts.ts';
import { apply } from '../../../../src/engine/apply.ts';
import { plan } from '../../../../src/engine/plan.ts';
import { verify } from '../../../../src/engine/verify.ts';
import { firewall } from '../../../../src/platform/capabilities/firewall.ts';
import { choose } from '../../../../src/platform/choose.ts';
import { firewalls } from '../../../../src/platform/providers/firewall/all.ts';
import { firewallInForce } from '../../../../src/platform/providers/firewall/in-force.ts';
import { hostsOf } from '../../engine/hosts.ts';
import { type FirewallNode, openFirewallNode } from '../../platform/firewall/node.ts';
import { platform } from '../../roles/platform.ts';
import { type Told, told, WITH_TABLE } from '../toy/cluster.ts';
import { beating, deaf } from './beating.ts';

/** n1 and n2 with a link between them, and umctl beside them. */
export interface Site {
  readonly n1: FirewallNode;
  readonly n2: FirewallNode;
  apply(how?: How): Promise<Told>;
  plan(how?: How): Promise<Told>;
  verify(how?: How): Promise<Told>;
  close(): Promise<void>;
}

type How = Pick<NonNullable<Parameters<typeof told>[2]>, 'vars' | 'groups'> & {
  /** Set where it is known that the directors do not hear each other. */
  readonly areDeaf?: true;
};

export async function openSite(): Promise<Site> {
  const [n1, n2] = await Promise.all([openFirewallNode(), openFirewallNode()]);
  await n2.given('ip link del eth0');
  await n1.given(`ip link set peer0 netns ${n2.pid}; ip addr flush dev eth0; ip addr add 10.9.9.1/24 dev eth0`);
  await n2.given('ip link set peer0 name eth0; ip link set eth0 up; ip addr add 10.9.9.2/24 dev eth0');
  for (const node of [n1, n2]) await node.given(WITH_TABLE);
  const hosts = hostsOf(new Map(Object.entries({ n1, n2 })));
  const known = {
    platformFacts: [firewallInForce],
    platformOf(host: string, facts: Facts) {
      const own = choose(
        { host, system: 'Test', facts, makesNetwork: () => false, makesRoute: () => false },
        firewalls,
      );
      const want: typeof own.want = (capability, ...rest) =>
        capability.id === firewall.id ? own.want(capability, ...rest) : [];
      return { ...platform, want, why: own.why };
    },
  };
  const at = ({ areDeaf, ...how }: How = {}) => ({ ...how, known, playbook: areDeaf ? deaf : beating });
  return {
    n1,
    n2,
    apply: (how) => told(hosts, (session, watch) => apply(session, watch, async () => true), at(how)),
    plan: (how) => told(hosts, plan, at(how)),
    verify: (how) => told(hosts, (session, watch) => verify(session, watch, { waitSeconds: 0 }), at(how)),
    close: async () => {
      await Promise.all([n1.close(), n2.close()]);
    },
  };
}

/** What failed, by the names of the checks. */
export const failed = ({ events }: Told): Readonly<Record<string, string>> =>
  Object.fromEntries(
    events.flatMap((event) =>
      event.type === 'check' && event.result.complaint !== undefined
        ? [[event.result.name, event.result.complaint] as const]
        : [],
    ),
  );

/** The ids of all steps of a plan, each after its host. */
export const planned = ({ events }: Told): readonly string[] =>
  events.flatMap((event) => (event.type === 'plan' ? event.steps.map(({ id }) => `${event.host} ${id}`) : []));

export { EXIT };
