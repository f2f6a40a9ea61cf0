import type { Context } from '../../src/cluster/model/role.ts';
import { fallbackIn } from '../../src/cluster/services/fallback.ts';
import { services } from '../../src/cluster/services/services.ts';
import type { KeepalivedVars } from './vars.ts';

/**
 * Services of which no real server gets clients, by the register or by weights of 0: keepalived has such a real server fail its
 * check, and so sends new clients to the fallback. ldirectord does that for real servers that fail by themselves only.
 */
export function warnOfNoneLeft(context: Context<KeepalivedVars>): readonly string[] {
  return services(context).flatMap(({ name, vars, address, reals }) => {
    const fallback = fallbackIn(address.family, vars.fallback ?? context.vars.ldirectord.fallback);
    return fallback === undefined || reals.some(({ weight }) => weight > 0)
      ? []
      : [
          `no real server of ${name} gets clients: new ones go to the fallback ${fallback.address} (with ldirectord they would be refused)`,
        ];
  });
}
