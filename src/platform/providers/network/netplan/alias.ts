import { showHostCidr } from '../../../../core/address/cidr.ts';
import { parseIp } from '../../../../core/address/ip.ts';
import type { Resource } from '../../../../core/resource.ts';
import { joinSh, type Sh, sh } from '../../../../core/sh.ts';
import { command } from '../../../../resources/command.ts';
import { type Aliases, liveAddresses } from '../live.ts';
import { bringUp } from '../networkd/reload.ts';
import { undoAddress } from '../undo/address.ts';
import { type Definition, definitionOf } from './definitions.ts';
import { netplanFile, pathOf } from './file.ts';
import { generator } from './generate.ts';
import { madeFile } from './made.ts';
import { undoGenerate } from './undo.ts';

/**
 * In a file of umctl's own; networkd does the work, which starts after systemd-sysctl, so that the kernel settings are in force first.
 * Where an admin's file calls the device by another name (`match: {name: lo}`), the addresses go to that: of two .network files for
 * a device the first one alone is in force.
 */
export function aliasByNetplan(spec: Aliases, definitions: Readonly<Record<string, Definition>>): readonly Resource[] {
  const { device, label, addresses } = spec;
  const { id } = definitionOf({ definitions, device });
  const name = `99-umctl-${label.replace(':', '-')}.yaml`;
  const listed = addresses.map((one) => {
    const option = parseIp(one)?.family === 6 ? 'lifetime: 0' : `label: "${label}"`;
    return `        - "${showHostCidr(one)}":\n            ${option}\n`;
  });
  const content = `network:
  version: 2
  ethernets:
    ${id === device ? id : `"${id}"`}:
      renderer: networkd
      addresses:
${listed.join('')}`;
  const guard = { undo: joinSh([sh`save ${pathOf(name)}`, undoGenerate('networkd', device), undoAddress(spec)]) };
  const file = netplanFile({ name, content }, { guard });
  const made = command(
    {
      name: `netplan has made ${label} of ${name}`,
      unless: sh`[ "$(${generated(label, madeFile({ id, renderer: 'networkd' }))})" = ${addresses.map(showHostCidr).toSorted().join(' ')} ]`,
      run: sh`${generator}
generate`,
    },
    { resetBy: [{ resource: file }], guard },
  );
  return [file, made, ...liveAddresses(spec, { up: (one) => bringUp({ device, address: one }), guard })];
}

/** Prints, in their order, what networkd is told of umctl's: it would go by that when it starts anew. */
const generated = (label: string, path: string): Sh => sh`awk -F= '
  /^\\[/ { address = "" }
  $1 == "Address" { address = $2 }
  $0 == "Label='${label}'" || $0 == "PreferredLifetime=0" { print address }' \
  ${path} 2>/dev/null | LC_ALL=C sort | tr '\\n' ' ' | sed 's/ $//'`;
