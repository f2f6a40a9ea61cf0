import type { Output } from '../../../core/connection.ts';
import { defineResource } from '../../../core/resource.ts';
import { joinSh, type Sh, sh } from '../../../core/sh.ts';
import { keepFunction } from '../../../resources/shell/keep.ts';
import { script } from '../../../resources/shell/script.ts';
import { fileOf } from './undo.ts';

interface Params {
  readonly gateway: string;
  readonly device: string;
}

/** `persisted` = the gateway of the device's active profile, or what stands there instead; `live` = the route in use. */
type State = { readonly persisted?: string | undefined; readonly live?: string | undefined };

const live = ({ gateway, device }: Params): string => `via ${gateway} dev ${device}`;

/** Prints a line `uuid device method never-default gateway` for every active profile; see nm-settings-nmcli(5). */
const profiles: Sh = sh`profiles() {
  nmcli -t -f UUID,DEVICE con show --active | while IFS=: read -r uuid device; do
    get() { nmcli -g "$1" con show "$uuid"; }
    echo "$uuid $device $(get ipv4.method) $(get ipv4.never-default) $(get ipv4.gateway)"
  done
}`;

/** The default route, in the profile of the device, which belongs to the admin, and live. The device stays up throughout. */
export const gateway = defineResource<Params, State>({
  type: 'default route',
  name: ({ gateway, device }) => `${gateway} ${device}`,
  want: (params) => ({ persisted: params.gateway, live: live(params) }),
  probe: () => joinSh([sh`ip -4 route show 0/0 | { read -r line; echo "$line"; }`, profiles, sh`profiles`]),
  parse,
  apply: (params) => ({ run: script(profiles, fileOf, keepFunction, find(params), change(params), settle(params)) }),
});

function parse({ stdout }: Output, params: Params): State {
  const [route = '', ...lines] = stdout.split('\n');
  const now = /via (\S+) dev (\S+)/.exec(route)?.[0];
  return { persisted: persisted(lines, params, now === live(params)), live: now };
}

/** What DHCP sets is right as long as the route in use is. */
function persisted(lines: readonly string[], { gateway, device }: Params, liveIsRight: boolean): string | undefined {
  const profiles = lines.filter((line) => line !== '').map((line) => line.split(' '));
  const [mine, ...others] = [
    ...profiles.filter(([, name]) => name === device),
    ...profiles.filter(([, name, , never, via = '']) => name !== device && never === 'no' && via !== ''),
  ];
  if (mine?.[1] !== device) return undefined;
  const [, , method = '', never, via = ''] = mine;
  const foreign = others.map(([, name, , , theirs]) => `${theirs} on ${name}`);
  if (method !== 'manual' && via === '' && foreign.length === 0) return liveIsRight ? gateway : `${device} ${method}`;
  return [never === 'yes' ? 'never-default' : via, ...foreign].filter((part) => part !== '').join(', ') || undefined;
}

/** Finds the profile to change; refuses what could only be put right by guessing what the admin meant. */
const find = ({ device }: Params): Sh => sh`all=$(profiles)
uuid= method=
while read -r id name how never via; do
  if [ "$name" = ${device} ]; then uuid=$id method=$how
  elif [ "$never:$via" != "$never:" ] && [ "$never" = no ]; then
    fail "the profile of $name has the gateway $via, and a host has one default route; take that out by hand"
  fi
done <<PROFILES
$all
PROFILES
[ -n "$uuid" ] || fail ${`NetworkManager has no active profile on ${device}; give it one by hand`}
[ "$method" = manual ] || fail ${`the gateway of ${device} is not umctl's to set while its profile has`} "ipv4.method $method;" 'make it manual, or set the gateway there'`;

const change = ({ gateway, device }: Params): Sh => sh`path=$(file_of "$uuid")
[ -z "$path" ] || keep "$path"
nmcli con mod "$uuid" ipv4.gateway ${gateway} ipv4.never-default no
nmcli -w 20 dev reapply ${device} >/dev/null || nmcli -w 20 con up uuid "$uuid" >/dev/null`;

/** Waits until the route is there, and takes out those that would be used in its place. */
const settle = ({ gateway, device }: Params): Sh => sh`wanted=${`via ${gateway} dev ${device}`}
n=0
until [ -n "$(ip -4 route show 0/0 via ${gateway} dev ${device})" ]; do
  n=$((n+1))
  [ $n -le 50 ] || fail "NetworkManager set no default route $wanted"
  sleep 0.2 2>/dev/null || sleep 1
done
while route=$(ip -4 route show 0/0 | { read -r line; echo "$line"; }); do
  case "$route " in *" $wanted "*) break ;; esac
  ip -4 route del $route || fail "the default route '$route' is used in place of the one $wanted, and does not go away"
done`;
