import type { Output } from '../../../../core/connection.ts';
import { defineResource } from '../../../../core/resource.ts';
import { joinSh, type Sh, sh } from '../../../../core/sh.ts';
import { keepFunction } from '../../../../resources/shell/keep.ts';
import { script } from '../../../../resources/shell/script.ts';
import { askDefaultRoutes, dropOthers, liveRoute, way } from '../default-routes.ts';
import { settle } from '../settle.ts';
import { reapply } from './reapply.ts';
import { fileOf } from './undo.ts';

interface Params {
  readonly gateway: string;
  readonly device: string;
}

/** `persisted` = the gateway of the device's active profile, or what stands there instead; `live` = the route in use. */
type State = { readonly persisted?: string | undefined; readonly live?: string | undefined };

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
  key: ({ gateway, device }) => `${gateway} ${device}`,
  // Without its route a host answers nobody.
  impact: () => 'interrupts',
  want: (params) => ({ persisted: params.gateway, live: way(params) }),
  probe: () => joinSh([askDefaultRoutes, profiles, sh`profiles`]),
  parse,
  apply: (params) => ({
    run: script(
      profiles,
      fileOf,
      keepFunction,
      find(params),
      change(params),
      settle(params, 'NetworkManager'),
      dropOthers(params),
    ),
  }),
});

function parse({ stdout }: Output, params: Params): State & { readonly cannot?: string | undefined } {
  const [route = '', ...lines] = stdout.split('\n');
  const { inUse, live } = liveRoute(route, params);
  const profiles = lines.filter((line) => line !== '').map(parseProfile);
  const mine = profiles.find(({ device }) => device === params.device);
  const others = profiles.filter(({ device, never, via }) => device !== params.device && !never && via !== '');
  // What DHCP sets is right as long as the route in use is.
  const right = mine !== undefined && mine.method !== 'manual' && inUse === way(params) && others.length === 0;
  if (right) return { persisted: params.gateway, live };
  const own = mine === undefined || mine.method === 'manual' ? mine?.via : `${mine.device} ${mine.method}`;
  const all = [mine?.never ? 'never-default' : own, ...others.map(({ device, via }) => `${via} on ${device}`)];
  return { persisted: all.filter(Boolean).join(', ') || undefined, live, cannot: cannot(params, mine, others) };
}

/** What NetworkManager says of an active profile. */
interface Found {
  readonly device: string;
  /** `ipv4.method` */
  readonly method: string;
  readonly never: boolean;
  /** Its gateway, or nothing. */
  readonly via: string;
}

function parseProfile(line: string): Found {
  const [, device = '', method = '', never, via = ''] = line.split(' ');
  return { device, method, never: never === 'yes', via };
}

/** What could only be put right by guessing what the admin meant. */
function cannot({ device }: Params, mine: Found | undefined, [other]: readonly Found[]): string | undefined {
  if (mine === undefined) return `NetworkManager has no active profile on ${device}; give it one by hand`;
  if (other !== undefined)
    return `the profile of ${other.device} has the gateway ${other.via}, and a host has one default route; take that out by hand`;
  return mine.method === 'manual' ? undefined : notManual(device, mine.method);
}

const notManual = (device: string, method: string): string =>
  `the gateway of ${device} is not umctl's to set while its profile has ipv4.method ${method}; make it manual, or set the gateway there`;

/** Finds the profile to change, which the plan has seen to be fit for it. */
const find = ({ device }: Params): Sh => sh`uuid=
while read -r id name method rest; do
  [ "$name" != ${device} ] || [ "$method" != manual ] || uuid=$id
done <<PROFILES
$(profiles)
PROFILES
[ -n "$uuid" ] || fail ${`NetworkManager has no active profile with a fixed address on ${device}`}`;

const change = ({ gateway, device }: Params): Sh => sh`path=$(file_of "$uuid")
[ -z "$path" ] || keep "$path"
nmcli con mod "$uuid" ipv4.gateway ${gateway} ipv4.never-default no
${reapply(device)}`;
