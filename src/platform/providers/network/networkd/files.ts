import { type Fact, linesIn } from '../../../../core/fact.ts';
import { sh } from '../../../../core/sh.ts';
import { LINKS } from './owner.ts';

/** The .network file that networkd configures each link by; see systemd.network(5). */
export const networkFiles: Fact<Readonly<Record<string, string>>> = {
  id: 'networkFiles',
  // What `networkctl status` tells of all links, without a process for each of them.
  ask: sh`for link in ${LINKS}/*; do
  [ -f "$link" ] || continue
  file=$(sed -n 's/^NETWORK_FILE=//p' "$link" 2>/dev/null)
  [ -n "$file" ] || continue
  for device in /sys/class/net/*; do
    read -r index 2>/dev/null < "$device/ifindex" || continue
    [ "$index" != "\${link##*/}" ] || echo "\${device##*/} $file"
  done
done`,
  parse: (output) =>
    Object.fromEntries(
      linesIn(output).flatMap((line) => {
        const [, device, file] = /^(\S+) (\/.+)$/.exec(line) ?? [];
        return device === undefined || file === undefined ? [] : [[device, file] as const];
      }),
    ),
};

export const FOLDER = '/etc/systemd/network';

/** Where drop-ins for a .network file are, whichever folder that is in. */
export const dropInsOf = (file: string): string => `${FOLDER}/${file.replace(/.*\//, '')}.d`;
