import type { SpecOf } from '../../../core/capability.ts';
import type { Resource } from '../../../core/resource.ts';
import { sh } from '../../../core/sh.ts';
import { command } from '../../../resources/command.ts';
import { directory } from '../../../resources/directory.ts';
import { file } from '../../../resources/file.ts';
import type { reloadCommand } from '../../capabilities/reload-command.ts';

/** A drop-in by which `systemctl reload` knows what the package's unit leaves out; see systemd.service(5), ExecReload=. */
export const systemdReload = ({ service, command: words }: SpecOf<typeof reloadCommand>): readonly Resource[] => {
  const folder = `/etc/systemd/system/${service}.service.d`;
  const dropIn = file({
    path: `${folder}/umctl.conf`,
    content: `# Written by umctl.\n[Service]\nExecReload=${words}\n`,
  });
  return [
    directory({ path: folder }),
    dropIn,
    command(
      {
        key: `systemd knows how ${service} reloads`,
        name: `systemctl daemon-reload (${service})`,
        unless: sh`[ "$(systemctl show -p CanReload ${`${service}.service`})" = CanReload=yes ]`,
        // A drop-in folder that is new is not among those that NeedDaemonReload= looks at.
        run: sh`systemctl daemon-reload`,
      },
      { resetBy: [{ resource: dropIn }] },
    ),
  ];
};
