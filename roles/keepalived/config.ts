import { addressesOf } from '../../src/cluster/model/own-addresses.ts';
import type { Context } from '../../src/cluster/model/role.ts';
import { firstAddress } from '../../src/cluster/model/virtual-addresses.ts';
import { services } from '../../src/cluster/services/services.ts';
import { showHostCidr } from '../../src/core/address/cidr.ts';
import { type Group, groupsOf } from './groups.ts';
import { mailed } from './lines/alerts.ts';
import { globals } from './lines/globals.ts';
import { instance, nextInstance, type Router, script } from './lines/instance.ts';
import { virtualServer } from './lines/virtual-server.ts';
import {
  advertAddress,
  nextAddress,
  nextRouterId,
  type Place,
  peersOf,
  placed,
  priorityOf,
  routerId,
  syncId,
} from './router.ts';
import { PASSWORD } from './vars/authentication.ts';
import type { KeepalivedVars } from './vars.ts';
import { versionOf } from './version/of-host.ts';

/** /etc/keepalived/keepalived.conf of one director: its address and priority are its own, all else is alike. */
export function keepalivedConf(context: Context<KeepalivedVars>): string {
  const { vars, name, secrets, facts } = context;
  const version = versionOf(facts);
  const groups = groupsOf(context);
  const several = groups.length > 1;
  // What another director sends to a real server that is out of the table, the kernel drops.
  const stay = several ? addressesOf(vars, context.host) : [];
  const sections = [
    ['# Written by umctl; changes made here are undone by its next run. See keepalived.conf(5).'],
    globals(vars, {
      name,
      syncId: syncId(vars),
      family: firstAddress(vars).ip.family,
      version,
      tracked: groups.flatMap(({ tracked }) => [tracked.level, tracked.next]),
      several,
    }),
    ...vars.keepalived.track_script.map(script),
    ...groups.flatMap((group) => {
      const router = routerOf(group, secrets[PASSWORD]);
      const given = group.context.vars.keepalived;
      return [instance(given, router), nextInstance(given, router)];
    }),
    ...services(context).map((service) => virtualServer(service, { vars, version, stay })),
  ];
  return `${sections.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

/** The virtual router of a group, as one director has it. */
function routerOf({ context, tracked, notify }: Group<Context<KeepalivedVars>>, password: string | undefined): Router {
  const { vars } = context;
  const [first, ...others] = placed(vars);
  return {
    id: routerId(vars),
    next: { id: nextRouterId(vars), address: showHostCidr(nextAddress(vars)) },
    priority: priorityOf(context),
    interface: vars.interface,
    address: advertAddress(context),
    peers: peersOf(context),
    virtual: [shown(first), ...others.map(shown)],
    mailed: mailed(vars).length > 0,
    password,
    tracked: { level: tracked.level.name, next: tracked.next.name },
    notify,
  };
}

const shown = ({ cidr, device }: Place): string => `${cidr} dev ${device}`;
