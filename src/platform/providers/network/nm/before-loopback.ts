import { showHostCidr } from '../../../../core/address/cidr.ts';
import type { SpecOf } from '../../../../core/capability.ts';
import type { Resource } from '../../../../core/resource.ts';
import { address } from '../../../../resources/address.ts';
import { file } from '../../../../resources/file.ts';
import { service } from '../../../../resources/service.ts';
import type { alias } from '../../../capabilities/alias.ts';
import { systemd } from '../../services/systemd.ts';
import { undoAddress } from '../undo/address.ts';

/** The path of that unit. */
export const ALIAS_UNIT = /^\/etc\/systemd\/system\/(umctl-lo-\d+\.service)$/;

/**
 * For NetworkManager before 1.42, which leaves the loopback device alone: a unit of umctl's own adds the address at boot,
 * once the kernel settings are in force.
 */
export function aliasByUnit({ device, label, address: ip }: SpecOf<typeof alias>): readonly Resource[] {
  const name = `umctl-${label.replace(':', '-')}`;
  const add = `/sbin/ip -4 addr replace ${showHostCidr(ip)} dev ${device} label ${label}`;
  const unit = file({ path: `/etc/systemd/system/${name}.service`, content: unitText(label, add) });
  const added = { device, label, address: ip };
  return [
    unit,
    service({ name, enabled: true, init: systemd({ scripts: 'idle' }) }, { resetBy: [{ resource: unit }] }),
    address({ ...added, prefix: 32 }, { guard: { undo: undoAddress(added) } }),
  ];
}

const unitText = (label: string, add: string): string => `# Written by umctl.
[Unit]
Description=Virtual address on ${label}
After=systemd-sysctl.service
Before=network.target
[Service]
Type=oneshot
RemainAfterExit=yes
ExecStart=${add}
[Install]
WantedBy=multi-user.target
`;
