import { type Fact, linesIn } from '../fact.ts';
import { sh } from '../sh.ts';

/** What configures the network of a host. */
export type NetworkOwner = 'ifupdown' | 'network-scripts' | 'NetworkManager' | 'networkd' | 'netplan' | 'unknown';

/** Who configures the network. */
export const network: Fact<NetworkOwner> = {
  id: 'network',
  // Traces of everything that may; several may be installed, one is in charge.
  ask: sh`if [ -x /etc/init.d/network ]; then
  for f in /etc/rc3.d/S[0-9][0-9]network /var/lock/subsys/network; do [ ! -e "$f" ] || echo "network-scripts $f"; done
fi
echo "ifup $(readlink -f "$(command -v ifup || echo /sbin/ifup)")"
nmcli -t -f DEVICE,STATE dev 2>/dev/null | while read -r line; do echo "nm $line"; done
for f in /etc/netplan/*.yaml /run/netplan/*.yaml /usr/lib/netplan/*.yaml; do [ ! -e "$f" ] || echo "netplan $f"; done
networkctl --no-legend --no-pager list 2>/dev/null | while read -r line; do echo "networkd $line"; done
[ ! -f /etc/network/interfaces ] || echo interfaces
:`,
  parse: (output) => ownerBy(linesIn(output)),
  show: (value) => [{ name: 'network', values: [value] }],
};

/**
 * Who is in charge, by the first trace that decides: the tools that take a network over from others come first, and
 * those count only with an interface other than lo in their hands.
 */
function ownerBy(traces: readonly string[]): NetworkOwner {
  const has = (trace: RegExp): boolean => traces.some((line) => trace.test(line));
  if (has(/^network-scripts /)) return 'network-scripts';
  if (has(/^ifup .*\/nm-ifup$/)) return 'NetworkManager';
  if (has(/^nm (?!lo:)[^:]+:connected$/)) return 'NetworkManager';
  if (has(/^netplan /)) return 'netplan';
  if (has(/^networkd \d+ (?!lo )\S+ .* configured$/)) return 'networkd';
  if (has(/^interfaces$/) && has(/^ifup \/.*\/ifup$/)) return 'ifupdown';
  return 'unknown';
}
