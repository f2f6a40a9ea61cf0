import { showHostCidr } from '../../../../core/address/cidr.ts';
import { parseIp } from '../../../../core/address/ip.ts';
import type { Resource } from '../../../../core/resource.ts';
import { joinSh, type Sh, sh } from '../../../../core/sh.ts';
import { command } from '../../../../resources/command.ts';
import { type Aliases, liveAddresses } from '../live.ts';
import { bringUp } from '../networkd/reload.ts';
import { undoAddress } from '../undo/address.ts';
import { netplanFile, pathOf } from './file.ts';
import { generator } from './generate.ts';
import { undoGenerate } from './undo.ts';

/** In a file of umctl's own; networkd does the work, which starts after systemd-sysctl, so that the kernel settings are in force first. */
export function aliasByNetplan(spec: Aliases): readonly Resource[] {
  const { device, label, addresses } = spec;
  const name = `99-umctl-${label.replace(':', '-')}.yaml`;
  const listed = addresses.map((one) => {
    const option = parseIp(one)?.family === 6 ? 'lifetime: 0' : `label: "${label}"`;
    return `        - "${showHostCidr(one)}":\n            ${option}\n`;
  });
  const content = `network:
  version: 2
  ethernets:
    ${device}:
      renderer: networkd
      addresses:
${listed.join('')}`;
  const guard = { undo: joinSh([sh`save ${pathOf(name)}`, undoGenerate('networkd', device), undoAddress(spec)]) };
  const file = netplanFile({ name, content }, { guard });
  const made = command(
    {
      name: `netplan has made ${label} of ${name}`,
      unless: sh`[ "$(${generated(spec)})" = ${addresses.map(showHostCidr).toSorted().join(' ')} ]`,
      run: sh`${generator}
generate`,
    },
    { resetBy: [{ resource: file }], guard },
  );
  return [file, made, ...liveAddresses(spec, { up: (one) => bringUp({ device, address: one }), guard })];
}

/** Prints, in their order, what networkd is told of umctl's: it would go by that when it starts anew. */
const generated = ({ device, label }: Aliases): Sh => sh`awk -F= '
  /^\\[/ { address = "" }
  $1 == "Address" { address = $2 }
  $0 == "Label='${label}'" || $0 == "PreferredLifetime=0" { print address }' \
  /run/systemd/network/10-netplan-${device}.network 2>/dev/null | LC_ALL=C sort | tr '\\n' ' ' | sed 's/ $//'`;
