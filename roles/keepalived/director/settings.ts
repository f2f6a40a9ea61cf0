import { preferredBy } from '../../../src/cluster/model/address-groups.ts';
import { addressesOf } from '../../../src/cluster/model/own-addresses.ts';
import type { Context, Member } from '../../../src/cluster/model/role.ts';
import { addressOf, onSharedSegment } from '../../../src/cluster/model/segment.ts';
import { firstAddress } from '../../../src/cluster/model/virtual-addresses.ts';
import { servicesIn } from '../../../src/cluster/services/given.ts';
import type { VirtualService } from '../../../src/cluster/services/service.ts';
import { quote } from '../../../src/core/sh.ts';
import { checkSeconds, timingOf } from '../checks/timing.ts';
import { nextAddress, placed, priorityOf, routerId, syncId } from '../router.ts';
import { ownOf } from '../vars/own.ts';
import { advertSeconds } from '../vars/section.ts';
import { bonusOf, weightsOf } from '../vars/weights.ts';
import type { KeepalivedVars } from '../vars.ts';
import { succession } from './levels.ts';

/** How long the next director may take on a busy host once it may take over, beyond what VRRP takes; in seconds. */
const PATIENCE = 4;

/** How long one that has just been started takes to know the connections, and some more; in seconds. */
const KNOWS_WITHIN = 20;

/** Seconds for which a director of higher priority has to answer before it is handed the duties again; none: never. */
const takesBackAfter = ({ keepalived: { preempt, preempt_delay: delay = 0 }, ...vars }: KeepalivedVars): string =>
  preempt || preferredBy(vars) !== undefined ? String(KNOWS_WITHIN + delay) : '';

/** A start is held up for so long at most, in seconds. */
const FILLS_LONGEST = 30;

/** And a shutdown, which fails clients when it goes on before. */
const OUT_LONGEST = 120;

/** Seconds until the checks of other directors have taken a real server out that does not answer them. */
export const outAfter = (vars: KeepalivedVars): number =>
  Math.min(
    OUT_LONGEST,
    Math.max(...servicesIn<VirtualService>(vars).map((service) => checkSeconds(timingOf(service, vars)))),
  );

/** Seconds within which the first checks have put those real servers into the table that serve, and some more. */
export const fillsWithin = (vars: KeepalivedVars): number =>
  Math.min(
    FILLS_LONGEST,
    Math.max(
      ...servicesIn<VirtualService>(vars).map((service) => {
        const { connectTimeout, negotiateTimeout } = timingOf(service, vars);
        return 3 + Math.max(connectTimeout, negotiateTimeout) + (ownOf(service)?.warmup ?? vars.keepalived.warmup ?? 0);
      }),
    ),
  );

/** How long a director that stops waits for another that was just started, and is held back until it can serve; in seconds. */
export const COMES_WITHIN = 90;

type Director = Pick<Context<KeepalivedVars>, 'name' | 'host' | 'vars' | 'directors'>;

/** What umctl-notify has to know of a director: assignments that sh reads. */
export const directorSettings = (context: Director, more: Settings = {}): string =>
  shown({ ...settingsOf(context), ...more });

type Settings = Readonly<Record<string, string | number>>;

function settingsOf(context: Director): Settings {
  const { vars, name, directors } = context;
  const order = succession(directors.map((one) => ({ ...one, directors })));
  const others = order.filter((one) => one.name !== name);
  const { ip } = firstAddress(vars);
  return {
    interface: vars.interface,
    address: ip.text,
    addresses: placed(vars)
      .map(({ cidr, device }) => `${cidr}@${device}`)
      .join(' '),
    asked: askedFor(vars).join(' '),
    self: addressOf(context),
    others: others.map(addressOf).join(' '),
    twins: directors.flatMap(twinOf).join(' '),
    names: others.map((one) => one.name).join(' '),
    standbys: others.map(({ standby }) => standby).join(' '),
    priority: priorityOf(context),
    standby: order.find((one) => one.name === name)?.standby ?? priorityOf(context),
    next_address: nextAddress(vars),
    bonus: bonusOf(vars.keepalived),
    // Just above all standbys, so that a weight decides.
    weighs: weightsOf(vars.keepalived).length > 0 ? Math.max(...order.map(({ standby }) => standby)) + 1 : '',
    takes_back_after: takesBackAfter(vars),
    out_after: outAfter(vars),
    fills_within: Math.ceil(fillsWithin(vars)),
    comes_within: COMES_WITHIN,
    takes: Math.ceil(4 * advertSeconds(vars.keepalived)) + PATIENCE,
    router_id: routerId(vars),
    sync_id: syncId(vars),
    sync_group: ip.family === 6 ? '--mcast-group ff02::51' : '',
  };
}

function shown(settings: Settings): string {
  const lines = Object.entries(settings).map(([key, value]) => `${key}=${quote(String(value))}\n`);
  return `# Written by umctl; read by umctl-notify.\n${lines.join('')}`;
}

/** `192.168.6.2=fd00:6::2`: the other address of a node that has one of each family. */
const twinOf = ({ vars, host }: Member<KeepalivedVars>): readonly string[] =>
  addressesOf(vars, host)
    .filter((address) => address !== addressOf({ vars, host }))
    .map((address) => `${addressOf({ vars, host })}=${address}`);

/** The first virtual address of each family: all are on one director. */
const askedFor = (vars: KeepalivedVars): readonly string[] =>
  ([4, 6] as const).flatMap((family) => onSharedSegment(vars).find(({ ip }) => ip.family === family)?.ip.text ?? []);
