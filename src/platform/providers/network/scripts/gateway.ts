import type { Output } from '../../../../core/connection.ts';
import { defineResource } from '../../../../core/resource.ts';
import { joinSh, type Sh, sh } from '../../../../core/sh.ts';
import { beside, END } from '../../../../resources/shell/replace.ts';
import { script } from '../../../../resources/shell/script.ts';
import { askDefaultRoutes, dropOthers, liveRoute, way } from '../default-routes.ts';
import { FOLDER, NETWORK, readIfcfg } from './folder.ts';

interface Params {
  readonly gateway: string;
  readonly device: string;
}

/**
 * `GATEWAY`, in the device's own file, and `GATEWAYDEV`, for all: without it each alias tries to set a default route of
 * its own. `elsewhere`: what else would decide the route. `live`: the route in use.
 */
type State = {
  readonly GATEWAY?: string | undefined;
  readonly GATEWAYDEV?: string | undefined;
  readonly elsewhere: string;
  readonly live?: string | undefined;
};

/** Defines `elsewhere`, which prints what else would decide the default route at boot. */
const elsewhere = ({ device }: Params): Sh => sh`elsewhere() {
  file=$(ifcfg ${device})
  [ -n "$file" ] || { echo ${`no ifcfg file for ${device}`}; return; }
  method=$(value BOOTPROTO "$file")
  case $method in '' | [Nn][Oo][Nn][Ee] | [Ss][Tt][Aa][Tt][Ii][Cc]) ;; *) echo "BOOTPROTO=$method in $file" ;; esac
  case $(value DEFROUTE "$file") in [Nn]*) echo "DEFROUTE=no in $file" ;; esac
  for f in ${FOLDER}/route-*; do
    left_over "$f" || ! grep -qE '^[[:space:]]*(default|0/0|0\\.0\\.0\\.0/0|ADDRESS[0-9]*=.?0\\.0\\.0\\.0)' "$f" 2>/dev/null || echo "$f"
  done
}`;

/** The default route of Red Hat's network scripts, and live. The device stays up unless it has no address to begin with. */
export const gateway = defineResource<Params, State>({
  type: 'default route',
  key: ({ gateway, device }) => `${gateway} ${device}`,
  // Without its route a host answers nobody.
  impact: () => 'interrupts',
  want: (params) => ({ GATEWAY: params.gateway, GATEWAYDEV: params.device, elsewhere: '', live: way(params) }),
  probe: (params) =>
    joinSh([
      readIfcfg,
      elsewhere(params),
      askDefaultRoutes,
      sh`own=$(ifcfg ${params.device})
echo $(for key in GATEWAY GATEWAY0; do value $key "$own"; done | sort -u)
echo "$(value GATEWAYDEV ${NETWORK})"
elsewhere`,
    ]),
  parse,
  apply: (params) => ({
    run: script(
      readIfcfg,
      elsewhere(params),
      refuse(params),
      // EL 6 and 7 read GATEWAY0 as well.
      sh`own=$(ifcfg ${params.device})
if [ -z "$found" ]; then
  zero=$(value GATEWAY0 "$own")
  if [ -n "$zero" ]; then ${assign(sh`"$own"`, 'GATEWAY0', params.gateway)}
  fi
  if [ -z "$zero" ] || [ -n "$(value GATEWAY "$own")" ]; then ${assign(sh`"$own"`, 'GATEWAY', params.gateway)}
  fi
fi`,
      assign(sh`${NETWORK}`, 'GATEWAYDEV', params.device),
      bringUp(params),
      dropOthers(params),
    ),
  }),
});

function parse({ stdout }: Output, params: Params): State & { readonly cannot?: string | undefined } {
  const [route = '', own = '', device = '', ...foreign] = stdout.replace(/\n$/, '').split('\n');
  const { inUse, live } = liveRoute(route, params);
  // What DHCP sets, for one, is right as long as the route in use is.
  const right = foreign.length > 0 && inUse === way(params);
  const cannot = right || foreign.length === 0 ? undefined : notOurs(foreign.join(', '), params);
  return {
    GATEWAY: right ? params.gateway : own || undefined,
    GATEWAYDEV: device || undefined,
    elsewhere: right ? '' : foreign.join(', '),
    live,
    cannot,
  };
}

/** What could only be put right by guessing what the admin meant. */
const notOurs = (found: string, params: Params): string =>
  `${found}: the default route is not umctl's to set while that decides it; take it out, or set it there ${way(params)}`;

const refuse = (params: Params): Sh => sh`found=$(elsewhere) way=${way(params)}
route=$(ip -4 route show 0/0 | head -n 1)
case "$found:$route " in
  :* | *" $way "*) ;;
  *) fail "$found"${notOurs('', params)} ;;
esac`;

/**
 * Gives a variable of a file its value where it stands, or on a line at the end; all else stays, byte for byte. A subshell
 * that fails does not end the shell of EL 5 by itself: bash before 4 looks at simple commands only.
 */
const assign = (path: Sh, key: string, value: string): Sh =>
  sh`(
${joinSh([
  beside(path, { follow: true }),
  sh`if [ -e "$p" ]; then cp -a "$p" "$t"; from=$p; else (umask 022; : > "$t"); from=/dev/null; fi
{
  if grep -q ${`^[[:space:]]*${key}=`} "$from"; then sed ${`s/^[[:space:]]*${key}=.*/${key}=${value}/`} "$from"
  else
    cat "$from"
    [ -z "$(tail -c 1 "$from")" ] || echo
    echo ${`${key}=${value}`}
  fi
  printf %s ${END}
} > "$t"
whole
same || put`,
])}
)
[ $? = 0 ] || exit 1`;

/**
 * A route in place of the one there was. Where the kernel takes none, the device is not as its file has it, and the
 * network is started anew as the scripts have it. NetworkManager, where it runs beside them, reads the file again.
 */
const bringUp = ({
  gateway,
  device,
}: Params): Sh => sh`if command -v nmcli >/dev/null 2>&1; then nmcli con load "$(ifcfg ${device})" >/dev/null 2>&1 || :; fi
ip -4 route replace default via ${gateway} dev ${device} || service network restart >&2
while route=$(ip -4 route show 0/0 | head -n 1); do
  case "$route " in *" $way "*) break ;; esac
  [ -n "$route" ] && ip -4 route del $route || fail "no default route $way, even after the network was started anew"
done`;
