import type { NetworkOwner } from '../../core/facts.ts';
import { sh } from '../../core/sh.ts';

/** Asks for traces of everything that may configure the network; several may be installed, one is in charge. */
export const askNetworkOwner = sh`if [ -x /etc/init.d/network ]; then
  for f in /etc/rc3.d/S[0-9][0-9]network /var/lock/subsys/network; do [ ! -e "$f" ] || echo "network-scripts $f"; done
fi
echo "ifup $(readlink -f "$(command -v ifup || echo /sbin/ifup)")"
nmcli -t -f DEVICE,STATE dev 2>/dev/null | while read -r line; do echo "nm $line"; done
for f in /etc/netplan/*.yaml /run/netplan/*.yaml /usr/lib/netplan/*.yaml; do [ ! -e "$f" ] || echo "netplan $f"; done
networkctl --no-legend --no-pager list 2>/dev/null | while read -r line; do echo "networkd $line"; done
[ ! -f /etc/network/interfaces ] || echo interfaces
:`;

/**
 * Who is in charge, by the first trace that decides: the tools that take a network over from others come first, and
 * those count only with an interface other than lo in their hands.
 */
export function parseNetworkOwner(traces: readonly string[]): NetworkOwner {
  const has = (trace: RegExp): boolean => traces.some((line) => trace.test(line));
  if (has(/^network-scripts /)) return 'network-scripts';
  if (has(/^ifup .*\/nm-ifup$/)) return 'NetworkManager';
  if (has(/^nm (?!lo:)[^:]+:connected$/)) return 'NetworkManager';
  if (has(/^netplan /)) return 'netplan';
  if (has(/^networkd \d+ (?!lo )\S+ .* configured$/)) return 'networkd';
  if (has(/^interfaces$/) && has(/^ifup \/.*\/ifup$/)) return 'ifupdown';
  return 'unknown';
}
