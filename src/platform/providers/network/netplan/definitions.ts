import { type Fact, linesIn } from '../../../../core/fact.ts';
import { type Sh, sh } from '../../../../core/sh.ts';
import { tidy } from '../../../../core/tidy.ts';
import { LINKS } from '../networkd/owner.ts';

/** What netplan calls an interface, and who does its work. */
export interface Definition {
  readonly id: string;
  readonly renderer: 'networkd' | 'NetworkManager';
  /** `ethernets`, `bridges`, …; see netplan(5). */
  readonly section: string;
}

/** Prints them, a line each, with these words at its beginning. */
export const askDefinitions = (words: string): Sh =>
  tidy(sh`section() {
  if [ -d "/sys/class/net/$1/bridge" ]; then echo bridges
  elif [ -d "/sys/class/net/$1/bonding" ]; then echo bonds
  elif [ -e "/proc/net/vlan/$1" ]; then echo vlans
  elif [ -d "/sys/class/net/$1/wireless" ]; then echo wifis
  else echo ethernets
  fi
}
for i in /sys/class/net/*; do
  read -r index 2>/dev/null < "$i/ifindex" || continue
  [ -f ${LINKS}"/$index" ] || continue
  file=$(sed -n 's#^NETWORK_FILE=/run/systemd/network/10-netplan-\\(.*\\)\\.network$#\\1#p' ${LINKS}"/$index" 2>/dev/null)
  [ -z "$file" ] || echo ${words}"\${i##*/} $(section "\${i##*/}") networkd $file"
done
for f in /run/NetworkManager/system-connections/netplan-*; do
  [ -e "$f" ] || continue
  nmcli -t -f DEVICE,FILENAME con show --active 2>/dev/null | while read -r line; do
    device=\${line%%:*} file=\${line#*:/run/NetworkManager/system-connections/netplan-}
    [ "$file" = "$line" ] || echo ${words}"$device $(section "$device") NetworkManager \${file%.nmconnection}"
  done
  break
done`);

/** Netplan's definitions of the interfaces that it has. */
export const netplanDefinitions: Fact<Readonly<Record<string, Definition>>> = {
  id: 'netplan',
  ask: askDefinitions(''),
  parse: (output) =>
    Object.fromEntries(
      linesIn(output).flatMap((line) => {
        const [, device, section, renderer, id] = /^(\S+) (\S+) (networkd|NetworkManager) (.+)$/.exec(line) ?? [];
        if (device === undefined || section === undefined || id === undefined) return [];
        return [[device, { id, section, renderer: renderer === 'networkd' ? 'networkd' : 'NetworkManager' }] as const];
      }),
    ),
};

/** That of a device, or what it would be called by default. */
export const definitionOf = ({
  definitions,
  device,
}: {
  readonly definitions: Readonly<Record<string, Definition>>;
  readonly device: string;
}): Definition => definitions[device] ?? { id: device, section: 'ethernets', renderer: 'networkd' };
