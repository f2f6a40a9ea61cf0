import { showHostCidr } from '../../../../core/address/cidr.ts';
import type { SpecOf } from '../../../../core/capability.ts';
import type { Resource } from '../../../../core/resource.ts';
import { joinSh, sh } from '../../../../core/sh.ts';
import { address } from '../../../../resources/address.ts';
import type { alias } from '../../../capabilities/alias.ts';
import { bringUp } from '../networkd/reload.ts';
import { undoAddress } from '../undo/address.ts';
import { netplanFile, pathOf } from './file.ts';
import { generator } from './generate.ts';
import { undoGenerate } from './undo.ts';

/** In a file of umctl's own; networkd does the work, which starts after systemd-sysctl, so that the kernel settings are in force first. */
export function aliasByNetplan(spec: SpecOf<typeof alias>): readonly Resource[] {
  const { device, label, address: ip } = spec;
  const name = `99-umctl-${label.replace(':', '-')}.yaml`;
  const content = `network:
  version: 2
  ethernets:
    ${device}:
      renderer: networkd
      addresses:
        - "${showHostCidr(ip)}":
            label: "${label}"
`;
  const guard = { undo: joinSh([sh`save ${pathOf(name)}`, undoGenerate('networkd', device), undoAddress(spec)]) };
  const up = sh`${generator}
generate
${bringUp(spec)}`;
  return [
    netplanFile({ name, content }, { guard }),
    address({ device, label, address: ip, prefix: 32, up }, { guard }),
  ];
}
