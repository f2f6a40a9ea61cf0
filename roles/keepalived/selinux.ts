import type { Context } from '../../src/cluster/model/role.ts';
import { services } from '../../src/cluster/services/services.ts';
import { read } from '../../src/core/fact.ts';
import type { Resource } from '../../src/core/resource.ts';
import { selinuxBoolean } from '../../src/resources/selinux-boolean.ts';
import { kindOf } from './checks/kind.ts';
import { checkPort } from './checks/port.ts';
import type { KeepalivedVars } from './vars.ts';
import { keepalivedFact } from './version/fact.ts';
import { mayConnect } from './version/labelled.ts';

const BOOLEAN = 'keepalived_connect_any';

/**
 * keepalived's own checks may connect to few ports; see keepalived_selinux(8). umctl's programs may connect to any: see paths.ts.
 * A port that the admin has labelled as one of those needs nothing.
 */
export function connectsWhereItChecks(context: Context<KeepalivedVars>): readonly Resource[] {
  const { connectsToAny, labelled = [] } = read(context.facts, keepalivedFact);
  if (context.facts.selinux === 'disabled' || connectsToAny === undefined) return [];
  const refused = services(context).flatMap((service) => {
    const kind = kindOf(service);
    if (kind.by !== 'connect' && kind.by !== 'both') return [];
    const ports = service.reals.flatMap((real) => checkPort(service, real) ?? []);
    return ports.filter((port) => !mayConnect(port, labelled)).map((port) => `${service.name} (port ${port})`);
  });
  if (refused.length === 0) return [connectsAsBefore];
  const why = `keepalived's checks of ${[...new Set(refused)].join(', ')}`;
  return [selinuxBoolean({ name: BOOLEAN, wanted: 'on', why })];
}

/** Where nobody needs it. */
export const connectsAsBefore = selinuxBoolean({ name: BOOLEAN, wanted: 'as before' });
