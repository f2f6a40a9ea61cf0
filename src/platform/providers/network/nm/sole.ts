import { defineResource } from '../../../../core/resource.ts';
import { joinSh, type Sh, sh } from '../../../../core/sh.ts';
import { script } from '../../../../resources/shell/script.ts';
import type { Profile } from './profile.ts';

/** Prints the files of other profiles for the device; those in /run NetworkManager made of what it found. */
const others = ({ id, type, device }: Profile): Sh => sh`others() {
  nmcli -t -f UUID,TYPE,FILENAME con show | while IFS=: read -r uuid type path; do
    case $type:$path in ${type}:/run/*) continue ;; ${type}:*) ;; *) continue ;; esac
    if [ "$(nmcli -g connection.id con show "$uuid")" != ${id} ] &&
      [ "$(nmcli -g connection.interface-name con show "$uuid")" = ${device} ]
    then echo "$path"; fi
  done
}`;

const takeOut = ({ device }: Profile): string =>
  `${device} has a profile there already; take that out, umctl writes its own`;

/** A device has one profile at a time: another that an admin made is theirs to take out. */
export const soleProfile = defineResource<Profile, { readonly elsewhere: string }>({
  type: 'sole profile',
  key: ({ device }) => device,
  want: () => ({ elsewhere: '' }),
  probe: (params) => joinSh([others(params), sh`others`]),
  parse: ({ stdout }, params) => {
    const elsewhere = stdout.trim().replaceAll('\n', ' ');
    return elsewhere === '' ? { elsewhere } : { elsewhere, cannot: `${elsewhere}: ${takeOut(params)}` };
  },
  apply: (params) => ({
    run: script(
      others(params),
      sh`found=$(others)
[ -z "$found" ] || fail "$found: "${takeOut(params)}`,
    ),
  }),
});
