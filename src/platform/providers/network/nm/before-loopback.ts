import type { Resource } from '../../../../core/resource.ts';
import { addWords } from '../../../../resources/address.ts';
import { file } from '../../../../resources/file.ts';
import { service } from '../../../../resources/service.ts';
import { systemd } from '../../services/systemd.ts';
import { type Aliases, liveAddresses } from '../live.ts';
import { undoAddress } from '../undo/address.ts';

/** The path of that unit. */
export const ALIAS_UNIT = /^\/etc\/systemd\/system\/(umctl-lo-\d+\.service)$/;

/**
 * For NetworkManager before 1.42, which leaves the loopback device alone: a unit of umctl's own adds the addresses at boot,
 * once the kernel settings are in force.
 */
export const aliasByUnit = (spec: Aliases): readonly Resource[] => [
  ...unitOf(spec, spec.addresses),
  ...liveAddresses(spec, { guard: { undo: undoAddress(spec) } }),
];

/** The unit that adds some of them at boot. */
export function unitOf({ label, ...on }: Aliases, addresses: readonly string[]): readonly Resource[] {
  const name = `umctl-${label.replace(':', '-')}`;
  const commands = addresses.map((address) => `/sbin/${addWords({ ...on, label, address }).join(' ')}`);
  const unit = file({ path: `/etc/systemd/system/${name}.service`, content: unitText(label, commands) });
  return [
    unit,
    service({ name, enabled: true, init: systemd({ scripts: 'idle' }) }, { resetBy: [{ resource: unit }] }),
  ];
}

const unitText = (label: string, commands: readonly string[]): string => `# Written by umctl.
[Unit]
Description=Virtual address on ${label}
After=systemd-sysctl.service
Before=network.target
[Service]
Type=oneshot
RemainAfterExit=yes
${commands.map((command) => `ExecStart=${command}\n`).join('')}[Install]
WantedBy=multi-user.target
`;
