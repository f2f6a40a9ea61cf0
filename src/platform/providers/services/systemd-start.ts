import type { SpecOf } from '../../../core/capability.ts';
import type { Resource } from '../../../core/resource.ts';
import { type Sh, sh } from '../../../core/sh.ts';
import { command } from '../../../resources/command.ts';
import { directory } from '../../../resources/directory.ts';
import { file } from '../../../resources/file.ts';
import type { startCommand } from '../../capabilities/start-command.ts';

/** A drop-in by which a service starts once the network is up, after a command, and with variables; see systemd.exec(5). */
export const systemdStart = ({
  service,
  command: words,
  environment,
}: SpecOf<typeof startCommand>): readonly Resource[] => {
  const folder = `/etc/systemd/system/${service}.service.d`;
  const dropIn = file({
    path: `${folder}/umctl-start.conf`,
    content: `# Written by umctl.\n[Unit]\nAfter=network.target\n[Service]\nEnvironment=${environment}\nExecStartPre=${words}\n`,
  });
  return [
    directory({ path: folder }),
    dropIn,
    command(
      {
        key: `systemd knows how ${service} starts`,
        name: `systemctl daemon-reload (${service})`,
        unless: sh`systemctl show -p ExecStartPre ${`${service}.service`} | grep -qF ${words}`,
        // A drop-in folder that is new is not among those that NeedDaemonReload= looks at.
        run: sh`systemctl daemon-reload`,
      },
      { resetBy: [{ resource: dropIn }] },
    ),
  ];
};

/** See `is-system-running` in systemctl(1). */
export const systemdShutsDown: Sh = sh`[ "$(systemctl is-system-running 2>/dev/null)" = stopping ]`;
