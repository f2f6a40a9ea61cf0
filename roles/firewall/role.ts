import { type Context, defineRole, type Refusal } from '../../src/cluster/model/role.ts';
import type { PortNeed } from '../../src/cluster/ports/port-need.ts';
import { type Check, check } from '../../src/core/check.ts';
import { compare } from '../../src/core/plan.ts';
import { firewall, openedBefore } from '../../src/platform/capabilities/firewall.ts';
import { askedByPeers } from './asked-by-peers.ts';
import { heardByPeers } from './heard-by-peers.ts';
import { leftAlone } from './left-alone.ts';
import { needsOf, openingsOf } from './openings.ts';
import { type FirewallVars, vars } from './vars.ts';

type FirewallContext = Context<FirewallVars>;

const isLeft = ({ vars: of }: FirewallContext): boolean => of.firewall === 'leave';

const wanted = (context: FirewallContext, extent: 'open' | 'close') =>
  context.platform.want(firewall, { openings: openingsOf(context), extent });

/**
 * First of all: what the stack needs is let in before anything of it is started. Two directors that do not hear each other
 * both take the virtual address.
 */
export const firewallOpen = defineRole({
  name: 'firewall',
  serves: true,
  vars,
  refuseHost,
  warn,
  resources: (context) => (isLeft(context) ? [] : wanted(context, 'open')),
  checks,
  clusterChecks: (contexts) => [...askedByPeers(contexts), ...heardByPeers(contexts)],
});

/** Last of all: what nothing needs any more is closed, as nothing of the stack uses it by then. */
export const firewallClosed = defineRole({
  name: 'firewall',
  vars,
  resources: (context) => [
    ...context.platform.want(openedBefore, ''),
    ...(isLeft(context) ? leftAlone(context) : wanted(context, 'close')),
  ],
});

function refuseHost(context: FirewallContext): readonly Refusal[] {
  const { name, platform, stack, directors } = context;
  const why = platform.why(firewall);
  if (isLeft(context) || why === undefined) return [];
  const ports = [
    ...new Set(
      needsOf({ directors, stack })
        .filter(({ to }) => to !== 'gateway')
        .map(nameOf),
    ),
  ].join(', ');
  return [
    {
      path: ['firewall'],
      message:
        `the firewall of ${name} is none that umctl can open: ${why}; directors that do not hear each other both take the ` +
        `virtual address. Keep one firewall, or let in by hand what the cluster needs (${ports}) and set \`firewall: leave\``,
    },
  ];
}

const nameOf = ({ protocol, port, lastPort }: Pick<PortNeed, 'protocol' | 'port' | 'lastPort'>): string => {
  if (port === undefined) return protocol;
  return `${protocol} ${lastPort === undefined ? port : `${port}-${lastPort}`}`;
};

function warn(context: FirewallContext): readonly string[] {
  return isLeft(context) && wanted(context, 'open').length > 0
    ? [
        `${context.name} has a firewall, and umctl leaves it as it is (\`firewall: leave\`): what the cluster needs has to be open there already`,
      ]
    : [];
}

/** What is wanted is still open. */
function checks(context: FirewallContext): readonly Check[] {
  const open = isLeft(context) ? [] : wanted(context, 'open');
  return open.map((resource) =>
    check(resource.title, context.name, resource.probe, (answer) => {
      const closed = compare(resource.want, resource.parse(answer)).map(({ field, from }) => `${field} is ${from}`);
      return closed.length === 0 ? undefined : closed.join('; ');
    }),
  );
}
