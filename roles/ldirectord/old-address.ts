import { IPVS } from '../../src/cluster/ipvs/ask.ts';
import { goneAddresses } from '../../src/cluster/model/holder.ts';
import type { Context } from '../../src/cluster/model/role.ts';
import { parseIp } from '../../src/core/address/ip.ts';
import type { Resource } from '../../src/core/resource.ts';
import { sh } from '../../src/core/sh.ts';
import { command } from '../../src/resources/command.ts';

/** An ldirectord that is started anew does not know what the last one had, and leaves it in the table for good. */
export const removeStaleServices = (context: Context<unknown>): readonly Resource[] =>
  goneAddresses(context).map((old) => {
    const services = sh`ipvs -S -n 2>/dev/null | awk -v old=${`${isIpv6(old) ? `[${old}]` : old}:`} '$1 == "-A" && index($3, old) == 1 { print $2, $3 }'`;
    return command({
      key: `the LVS table has no service of ${old}`,
      name: `remove the virtual services of ${old} from the LVS table`,
      unless: sh`${IPVS}[ -z "$(${services})" ]`,
      run: sh`${IPVS}${services} | while read -r kind service; do ipvsadm -D "$kind" "$service"; done`,
    });
  });

const isIpv6 = (address: string): boolean => parseIp(address)?.family === 6;
