import type { Family } from '../../../core/address/ip.ts';
import { type Sh, sh } from '../../../core/sh.ts';

/** Prints why rules of a table would not be loaded from a file at boot. */
export function unloadedBy(family: Family, file: string, table: string): Sh {
  const own = family === 4 ? 'iptables' : 'ip6tables';
  const service = `${file.startsWith('/etc/sysconfig/') ? own : 'netfilter-persistent'}.service`;
  return sh`if ! grep -q ${`^\\*${table}`} ${file} 2>/dev/null; then
  echo ${`the rules of ${own} in the table ${table} come from neither /etc/sysconfig/${own} (iptables-services) nor /etc/iptables/rules.v${family} (iptables-persistent)`}
elif [ -d /run/systemd/system ] && ! systemctl -q is-enabled ${service} 2>/dev/null; then
  echo ${`${service}, which loads ${file}, does not start at boot`}
fi`;
}
