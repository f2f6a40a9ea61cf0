import type { SpecOf } from '../../../core/capability.ts';
import type { Relations, Resource } from '../../../core/resource.ts';
import { sh } from '../../../core/sh.ts';
import { command } from '../../../resources/command.ts';
import { directory } from '../../../resources/directory.ts';
import { file } from '../../../resources/file.ts';
import type { aroundService } from '../../capabilities/around-service.ts';

/** A drop-in that adds to what the package's unit says; see systemd.service(5). */
export const systemdAround = (
  spec: SpecOf<typeof aroundService>,
  _: unknown,
  { uses = [] }: Relations,
): readonly Resource[] => {
  const { service, stopsWithin } = spec;
  const folder = `/etc/systemd/system/${service}.service.d`;
  const unit = `umctl-${service}.service`;
  const beside = file({
    path: `/etc/systemd/system/${unit}`,
    content: `# Written by umctl.
[Unit]
Description=umctl beside ${service}
After=${service}.service
PartOf=${service}.service
[Service]
ExecStart=${spec.beside} systemctl restart ${service}.service
Restart=on-failure
RestartSec=1
`,
  });
  const dropIn = file({
    path: `${folder}/umctl.conf`,
    content: `# Written by umctl.
[Unit]
Wants=${unit}
After=${spec.stopsBefore.map((name) => `${name}.service`).join(' ')}
[Service]
ExecStartPre=${spec.beforeStart}
ExecReload=${spec.afterReload}
ExecStop=${spec.beforeStop}
ExecStopPost=${spec.afterStop}
TimeoutStopSec=${stopsWithin}
Restart=on-failure
RestartSec=1
`,
  });
  return [
    directory({ path: folder }),
    beside,
    dropIn,
    command(
      {
        key: `systemd knows what is done around ${service}`,
        name: `systemctl daemon-reload (${service})`,
        unless: sh`systemctl show -p ExecStop ${`${service}.service`} | grep -qF ${spec.beforeStop}`,
        // A drop-in folder that is new is not among those that NeedDaemonReload= looks at.
        run: sh`systemctl daemon-reload`,
      },
      { resetBy: [{ resource: beside }, { resource: dropIn }] },
    ),
    command(
      {
        key: `what umctl has beside ${service} runs`,
        name: `systemctl restart ${unit}`,
        // Its unit starts it with the service.
        unless: sh`! systemctl -q is-active ${`${service}.service`} || systemctl -q is-active ${unit}`,
        run: sh`! systemctl -q is-active ${`${service}.service`} || systemctl restart ${unit}`,
      },
      { resetBy: [...uses, beside].map((resource) => ({ resource })) },
    ),
  ];
};
