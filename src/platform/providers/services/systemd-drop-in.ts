import type { Resource } from '../../../core/resource.ts';
import { sh } from '../../../core/sh.ts';
import { command } from '../../../resources/command.ts';
import { directory } from '../../../resources/directory.ts';
import { file } from '../../../resources/file.ts';

export interface DropIn {
  readonly service: string;
  /** The file, without `.conf`. */
  readonly name: string;
  /** What it is for, in words that follow the service's name. */
  readonly does: string;
  /** Its lines. */
  readonly lines: readonly string[];
  /** A property of the unit, and what is in it once systemd has read the file; see `show` in systemctl(1). */
  readonly property: string;
  readonly value: string;
}

/** A file that adds to what a package's unit says, which systemd has read; see systemd.unit(5). */
export function systemdDropIn({ service, name, does, lines, property, value }: DropIn): readonly Resource[] {
  const folder = `/etc/systemd/system/${service}.service.d`;
  const content = ['# Written by umctl.', ...lines, ''].join('\n');
  const dropIn = file({ path: `${folder}/${name}.conf`, content });
  return [
    directory({ path: folder }),
    dropIn,
    command(
      {
        key: `systemd knows how ${service} ${does}`,
        name: `systemctl daemon-reload (${service})`,
        unless: sh`systemctl show -p ${property} ${`${service}.service`} | grep -qF ${value}`,
        // A drop-in folder that is new is not among those that NeedDaemonReload= looks at.
        run: sh`systemctl daemon-reload`,
      },
      { resetBy: [{ resource: dropIn }] },
    ),
  ];
}
