import type { Context } from '../../src/cluster/model/role.ts';
import { firstAddress } from '../../src/cluster/model/virtual-addresses.ts';
import { services } from '../../src/cluster/services/services.ts';
import { showHostCidr } from '../../src/core/address/cidr.ts';
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
  const [first, ...others] = placed(vars);
  const id = routerId(vars);
  const router: Router = {
    id,
    next: { id: nextRouterId(vars), address: showHostCidr(nextAddress(vars)) },
    priority: priorityOf(context),
    interface: vars.interface,
    address: advertAddress(context),
    peers: peersOf(context),
    virtual: [shown(first), ...others.map(shown)],
    mailed: mailed(vars).length > 0,
    password: secrets[PASSWORD],
  };
  const sections = [
    ['# Written by umctl; changes made here are undone by its next run. See keepalived.conf(5).'],
    globals(vars, { name, syncId: syncId(vars), family: firstAddress(vars).ip.family, version }),
    ...vars.keepalived.track_script.map(script),
    instance(vars.keepalived, router),
    nextInstance(vars.keepalived, router),
    ...services(context).map((service) => virtualServer(service, { vars, version })),
  ];
  return `${sections.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

const shown = ({ cidr, device }: Place): string => `${cidr} dev ${device}`;
