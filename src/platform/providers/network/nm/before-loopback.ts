import type { Platform } from '../../../../core/platform.ts';
import { address } from '../../../../resources/address.ts';
import { file } from '../../../../resources/file.ts';
import { service } from '../../../../resources/service.ts';
import { systemd } from '../../services/systemd.ts';
import { undoAddress } from '../undo/address.ts';
import { networkManager } from './network.ts';

/**
 * NetworkManager before 1.42, which leaves the loopback device alone: a unit of umctl's own adds the address at boot,
 * once the kernel settings are in force.
 */
export const networkManagerBeforeLoopback: Platform['network'] = {
  ...networkManager,
  alias({ device, label, address: ip }) {
    const name = `umctl-${label.replace(':', '-')}`;
    const add = `/sbin/ip -4 addr replace ${ip}/32 dev ${device} label ${label}`;
    const unit = file({ path: `/etc/systemd/system/${name}.service`, content: unitText(label, add) });
    const alias = { device, label, address: ip };
    return [
      unit,
      service({ name, enabled: true, init: systemd({ scripts: 'idle' }) }, { resetBy: [{ resource: unit }] }),
      address({ ...alias, prefix: 32 }, { guard: { undo: undoAddress(alias) } }),
    ];
  },
};

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
