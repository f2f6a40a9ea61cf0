import type { Context } from '../../src/cluster/model/role.ts';
import { services } from '../../src/cluster/services/services.ts';
import { read } from '../../src/core/fact.ts';
import { kindOf } from './checks/kind.ts';
import { checkPort } from './checks/port.ts';
import type { KeepalivedVars } from './vars.ts';
import { keepalivedFact } from './version/fact.ts';

/** As `semanage port -l` lists http_port_t, which keepalived may connect to without more. */
const HTTP_PORTS: readonly number[] = [80, 81, 443, 488, 8008, 8009, 8443, 9000];

/**
 * Checks that keepalived does itself, to ports that SELinux does not let it connect to. umctl's own programs may connect to any:
 * see paths.ts.
 */
export function warnOfSelinux(context: Context<KeepalivedVars>): readonly string[] {
  const { name, facts } = context;
  if (facts.selinux === 'disabled' || read(facts, keepalivedFact).confined !== true) return [];
  const refused = services(context).flatMap((service) => {
    const kind = kindOf(service);
    if (kind.by !== 'connect' && kind.by !== 'both') return [];
    const ports = service.reals.flatMap((real) => checkPort(service, real) ?? []);
    return [...new Set(ports)].flatMap((port) => (HTTP_PORTS.includes(port) ? [] : [`${service.name} (port ${port})`]));
  });
  if (refused.length === 0) return [];
  return [
    `${name}: SELinux may keep keepalived from the checks of ${[...new Set(refused)].join(', ')}, and real servers would be taken for dead: setsebool -P keepalived_connect_any on`,
  ];
}
