import { leftAlone } from '../../../../roles/firewall/left-alone.ts';
import type { Facts } from '../../../../src/core/facts.ts';
import type { Platform } from '../../../../src/core/platform.ts';
import type { Resource } from '../../../../src/core/resource.ts';
import { firewall, type Opening, openedBefore } from '../../../../src/platform/capabilities/firewall.ts';
import { choose } from '../../../../src/platform/choose.ts';
import { firewalls } from '../../../../src/platform/providers/firewall/all.ts';
import { firewallInForce } from '../../../../src/platform/providers/firewall/in-force.ts';
import type { Story, Told } from '../../engine/cluster.ts';

const withFirewalls = (wanted: (platform: Platform) => readonly Resource[]): Story => ({
  wanted: (_host, _secrets, { platform }) => wanted(platform),
  platformFacts: [firewallInForce],
  platformOf: (host: string, facts: Facts) =>
    choose({ host, system: 'Test', facts, makesNetwork: () => false, makesRoute: () => false }, firewalls),
});

/** Hosts whose firewalls let in these, and no more. */
export const opens = (openings: readonly Opening[]): Story =>
  withFirewalls((platform) => [
    ...platform.want(openedBefore, ''),
    ...(['open', 'close'] as const).flatMap((extent) => platform.want(firewall, { openings, extent })),
  ]);

/** The same hosts with `firewall: leave`. */
export const leaves: Story = withFirewalls((platform) => [
  ...platform.want(openedBefore, ''),
  ...leftAlone({ platform }),
]);

export const planned = ({ events }: Told): readonly string[] =>
  events.flatMap((event) => (event.type === 'plan' ? event.steps.map(({ id }) => `${event.host} ${id}`) : []));

export const failures = ({ summary }: Told) => summary.hosts.flatMap(({ failure }) => failure ?? []);

export const warnings = ({ events }: Told): readonly string[] =>
  events.flatMap((event) => (event.type === 'warning' ? [event.message] : []));
