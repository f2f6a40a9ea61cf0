import type { Output } from '../../../core/connection.ts';
import { defineResource } from '../../../core/resource.ts';
import { joinSh, type Sh, sh } from '../../../core/sh.ts';
import { beside, END } from '../../../resources/shell/replace.ts';
import { script } from '../../../resources/shell/script.ts';
import { askDefaultRoutes, dropOthers, liveRoute, way } from './default-routes.ts';
import { stanzas } from './ifupdown-stanzas.ts';

interface Params {
  readonly gateway: string;
  readonly device: string;
}

/** `persisted` = the gateway of the device's stanza, or what stands there instead; `live` = the route in use. */
type State = { readonly persisted?: string | undefined; readonly live?: string | undefined };

/**
 * The default route, as the `gateway` line of the device's own stanza, which belongs to the admin, and live. The
 * interface itself is never taken down: umctl may be logged in through it.
 */
export const gateway = defineResource<Params, State>({
  type: 'default route',
  key: ({ gateway, device }) => `${gateway} ${device}`,
  // Without its route a host answers nobody.
  impact: () => 'interrupts',
  want: (params) => ({ persisted: params.gateway, live: way(params) }),
  probe: ({ device }) =>
    joinSh([
      askDefaultRoutes,
      stanzas(device),
      sh`show() { echo "$here $*"; }; stanzas show
fail() { echo "cannot $*"; exit 0; }`,
      find,
    ]),
  parse,
  apply: (params) => ({
    run: script(
      stanzas(params.device),
      find,
      beside(sh`"$mine"`, { follow: true }),
      rewrite(params),
      sh`ip route replace default via ${params.gateway} dev ${params.device}`,
      dropOthers(params),
    ),
  }),
});

function parse({ stdout }: Output, params: Params): State & { readonly cannot?: string | undefined } {
  const [route = '', ...lines] = stdout.split('\n');
  const { inUse, live } = liveRoute(route, params);
  const cannot = lines.find((line) => line.startsWith('cannot '))?.slice('cannot '.length);
  return { persisted: persisted(lines, params, inUse === way(params)), live, cannot };
}

/** What another authority sets (DHCP, a command in the stanza) is right as long as the route in use is. */
function persisted(lines: readonly string[], { gateway, device }: Params, liveIsRight: boolean): string | undefined {
  const mine = lines.filter((line) => line.startsWith('mine ')).map((line) => line.split(' ').slice(1));
  const others = lines.filter((line) => /^other (gateway|up|post-up|pre-up)/.test(line)).map((line) => line.slice(6));
  const method = mine[0]?.[3] ?? 'missing';
  const gateways = mine.flatMap(([word, value]) => (word === 'gateway' && value !== undefined ? [value] : []));
  const commands = mine.filter(([word]) => /up$/.test(word ?? '')).map((words) => words.join(' '));
  const foreign = [...(method === 'static' ? [] : [`${device} ${method}`]), ...commands];
  if (foreign.length > 0 && others.length === 0 && gateways.length === 0 && liveIsRight) return gateway;
  return [...gateways, ...foreign, ...others].join(', ') || undefined;
}

/** Finds the lines to change; refuses what could only be put right by guessing what the admin meant. */
const find: Sh = sh`wanted() {
  case "$here $1" in
    'mine iface')
      [ "\${4-}" = static ] ||
        fail "$file:$n: the gateway of $device is not umctl's to set while it says '$*'; make it static, or set it there"
      at=$n ;;
    'mine gateway') has=$n ;;
    'other iface') ;;
    *) fail "$file:$n: '$*' sets a default route too, and a host has one; take one out by hand" ;;
  esac
}
at= has=
stanzas wanted
[ -n "$at" ] || fail "no file that ifup reads has a line 'iface $device inet static'; add the interface by hand"`;

/** Changes the stanza's `gateway` line where it stands, or adds one below its head; all other bytes stay. */
const rewrite = ({ gateway }: Params): Sh => sh`gateway=${gateway} newline='
'
cp -a "$p" "$t"
{
  n=0 separator= last=$newline
  while IFS= read -r line || { [ -n "$line" ] && last=; }; do
    n=$((n+1))
    case $n in
      "$has") line="\${line%%[! 	]*}gateway $gateway" ;;
      "$at") [ -n "$has" ] || line="$line$newline	gateway $gateway" ;;
    esac
    printf '%s%s' "$separator" "$line" || fail "cannot write $t; $p is as it was"
    separator=$newline
  done < "$p"
  printf %s%s "$last" ${END}
} > "$t"
whole
same || put`;
