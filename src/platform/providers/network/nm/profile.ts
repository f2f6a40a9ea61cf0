import { createHash } from 'node:crypto';
import type { Resource } from '../../../../core/resource.ts';
import { joinSh, type Sh, sh } from '../../../../core/sh.ts';
import { command } from '../../../../resources/command.ts';
import { file } from '../../../../resources/file.ts';
import { script } from '../../../../resources/shell/script.ts';
import { undoProfile } from './undo.ts';

/** A profile of NetworkManager's that is umctl's own: addresses of IPv4 on one device. */
export interface Profile {
  /** Its name, without characters that nmcli would escape. */
  readonly id: string;
  /** `connection.type`; see nm-settings-keyfile(5). */
  readonly type: 'loopback';
  readonly device: string;
  /** With their prefix lengths. */
  readonly addresses: readonly string[];
}

export const pathOf = ({ id }: Profile): string => `/etc/NetworkManager/system-connections/${id}.nmconnection`;

/**
 * The profile's file, and that NetworkManager has read it: it ignores one that others may read, and `nmcli con load`
 * says so on stderr and ends well all the same.
 */
export function profile(wanted: Profile): readonly [Resource, Resource] {
  const guard = { undo: undoProfile(wanted.id, pathOf(wanted)) };
  const keyfile = file({ path: pathOf(wanted), content: keyfileText(wanted), mode: '0600' }, { guard });
  const loaded = command(
    {
      name: `NetworkManager knows the profile ${wanted.id}`,
      unless: joinSh([isLoaded(wanted), sh`is_loaded`]),
      run: script(
        isLoaded(wanted),
        sh`nmcli con load ${pathOf(wanted)}
is_loaded || fail ${`NetworkManager does not take the profile in ${pathOf(wanted)}`}`,
      ),
    },
    { resetBy: [{ resource: keyfile }], guard },
  );
  return [keyfile, loaded];
}

/** See nm-settings-keyfile(5). The uuid is made of the name, so that it is the same on every run. */
const keyfileText = ({ id, type, device, addresses }: Profile): string => `# Written by umctl.
[connection]
id=${id}
uuid=${uuidOf(id)}
type=${type}
interface-name=${device}
autoconnect=true

[ipv4]
method=manual
${addresses.map((address, i) => `address${i + 1}=${address}\n`).join('')}`;

/** As RFC 9562, 5.8 has it for a scheme of one's own. */
const uuidOf = (id: string): string =>
  createHash('sha256')
    .update(`umctl ${id}`)
    .digest('hex')
    .replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*$/, '$1-$2-8$3-8$4-$5');

const isLoaded = ({ id, addresses, ...rest }: Profile): Sh => sh`is_loaded() {
  [ "$(nmcli -g ipv4.addresses con show ${id})" = ${addresses.join(', ')} ] &&
    nmcli -t -f NAME,FILENAME con show | grep -qxF ${`${id}:${pathOf({ id, addresses, ...rest })}`}
}`;
