import { fallbackIn } from '../../../src/cluster/services/fallback.ts';
import { SECTION } from '../../../src/cluster/services/section.ts';
import { isRange } from '../../../src/cluster/services/service-port.ts';
import type { Service } from '../../../src/cluster/services/services.ts';
import { showAt } from '../../../src/core/address/endpoint.ts';
import { kindOf } from '../checks/kind.ts';
import { ownOf } from '../vars/own.ts';
import type { KeepalivedVars } from '../vars.ts';
import { METHOD } from './method.ts';
import { command, setting } from './text.ts';

/** Where clients go when no real server is left, and the command that is told of it. */
export function fallbackOf(
  service: Service,
  { [SECTION]: all }: Pick<KeepalivedVars, 'ldirectord'>,
): readonly string[] {
  const { vars, protocol, address } = service;
  const own = ownOf(vars);
  // Each packet keeps its own where there are several.
  const port = isRange(vars.port) ? 0 : (vars.port ?? 0);
  // Where nothing is checked, all real servers are there, or none ever was.
  if (kindOf(service).by === 'nothing' && own?.checks === undefined) return [];
  const fallback = fallbackIn(address.family, vars.fallback ?? all.fallback);
  // Any other way leaves the packet, and so its port, as it is.
  const isTranslated = fallback?.forwarding === 'masq';
  const told = vars.fallbackcommand ?? all.fallbackcommand;
  // As ldirectord calls it, which has neither address nor port for a firewall mark.
  const where = protocol === 'fwm' ? ':' : showAt(address.text, port);
  const call = (word: string) => (told === undefined ? undefined : `${told} ${word} ${where} ${protocol}`);
  return [
    ...command('quorum_up', own?.quorum_up ?? call('stop')),
    ...command('quorum_down', own?.quorum_down ?? call('start')),
    ...(fallback === undefined
      ? []
      : [
          `sorry_server ${fallback.address} ${(isTranslated ? fallback.port : undefined) ?? port}`,
          ...setting('sorry_server_lvs_method', METHOD[fallback.forwarding]),
        ]),
  ];
}
