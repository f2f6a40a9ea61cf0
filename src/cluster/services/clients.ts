import { addressIn } from '../../core/address/endpoint.ts';
import { isLoopbackText } from '../../core/address/ip.ts';
import { defineResource } from '../../core/resource.ts';
import { type Sh, sh } from '../../core/sh.ts';
import { script } from '../../resources/shell/script.ts';
import { IPVS } from '../ipvs/ask.ts';
import { FROM_DIRECTORS } from '../ipvs/from-directors.ts';
import { SEND_NOBODY } from '../ipvs/send-nobody.ts';
import { parseIpvsadm } from '../ipvs/table.ts';

interface Params {
  /** Virtual services that stay, each as `TCP 192.168.6.240:80`. */
  readonly services: readonly string[];
  /** Real servers that stay, each as `TCP 192.168.6.240:80 192.168.6.2:80`. */
  readonly staying: readonly string[];
  /** Addresses that may serve in place of all real servers, and are no real servers themselves. */
  readonly fallbacks: readonly string[];
  /** How long their connections are waited for, in seconds. */
  readonly seconds: number;
  /** Prints `active` where clients are directed from, else `standby`. */
  readonly askActive: Sh;
  /** Which tables count: `own`, or `shared` = only one that the directors keep alike, and hear of each other's connections. */
  readonly table: 'own' | 'shared';
  /** Succeeds while a hand-over may be at work on the weights. */
  readonly handsOver: Sh;
}

/**
 * Whose clients were let go, a line each: `ended` where they were waited for, `stopped` on a standby. Gone with the table at
 * boot. EL 5 and 6 have no /run.
 */
const LET_GO = '/var/run/umctl-clients';

/** How long a hand-over may be at work on the weights, in seconds. */
const HANDED_OVER_WITHIN = 90;

/**
 * A real server that leaves one service, or all of them: a check may take it out of one, or in, while a plan waits to be approved, and
 * what leaves is still the same.
 */
function whoLeaves(key: string, address: string, staying: Params['staying']): string {
  const ip = addressIn(address);
  const stays = staying.some((one) => addressIn(one.slice(one.lastIndexOf(' ') + 1)) === ip);
  return stays ? `${address} of ${key}` : ip;
}

/**
 * Real servers that leave a virtual service get no new connections, and those that stand are let end, for so long: only then
 * the balancer may take them out of the table, which breaks what is left; see ipvsadm(8). A director that nobody comes to has
 * none to wait for. A weight of 0 alone says nothing: the run may have been killed while it waited, or a hand-over be at work.
 */
export const noClientsOfLeaving = defineResource<Params, { readonly leaving: string }>({
  type: 'clients',
  key: () => 'of real servers that leave',
  want: () => ({ leaving: '' }),
  probe: ({ askActive }) => sh`${IPVS}${askActive}
ipvs -L --daemon 2>/dev/null
cat ${LET_GO} 2>/dev/null
ipvs -L -n 2>/dev/null`,
  parse: ({ stdout }, { services, staying, fallbacks, table }) => {
    const lines = stdout.split('\n');
    // Some stacks run one of the two daemons at a time, and a standby may have become active since the plan was made.
    if (table === 'shared' && !lines.some((line) => /^(backup|master) sync daemon/.test(line))) return { leaving: '' };
    const enough = lines[0] === 'active' ? ['ended'] : ['ended', 'stopped'];
    const isLetGo = (what: string): boolean => enough.some((word) => lines.includes(`${word} ${what}`));
    const isFallback = (ip: string): boolean => isLoopbackText(ip) || fallbacks.includes(ip);
    const leaving = parseIpvsadm(stdout).flatMap(({ key, reals }) => {
      const serving = reals.filter(({ address }) => !isFallback(addressIn(address)));
      const left = serving.filter(({ address, weight }) => weight > 0 || !isLetGo(`${key} ${address}`));
      if (services.includes(key))
        return left
          .filter(({ address }) => !staying.includes(`${key} ${address}`))
          .map(({ address }) => whoLeaves(key, address, staying));
      // Checks may have taken all of them out for now.
      return left.length > 0 || (serving.length === 0 && !isLetGo(key)) ? [`all of ${key}`] : [];
    });
    return { leaving: [...new Set(leaving)].sort().join(', ') };
  },
  apply: ({ services, staying, fallbacks, seconds, askActive, handsOver }) => ({
    run: script(sh`${SEND_NOBODY}listed() {
  which=$1
  shift
  ipvsadm -S -n | sed 's/^\\(-[Aa] -f [0-9]*\\) -6 /\\1,6 /' | while read -r verb kind virtual _ real forward _; do
    [ "$verb" = "$which" ] && [ "$kind \${virtual%,6}" != "-f "${FROM_DIRECTORS} ] || continue
    case $kind in -t) key="TCP $virtual" ;; -u) key="UDP $virtual" ;; -f) key="FWM $virtual" ;; *) key="SCTP $virtual" ;; esac
    six=
    case $kind$virtual in -f*,6) six=-6 virtual=\${virtual%,6} key="FWM \${virtual%,6} IPv6" ;; esac
    "$@"
  done
}
leaves() {
  case \${real%:*} in 127.*) return 0 ;; esac
  for other in ${fallbacks}; do [ "$other" != "\${real%:*}" ] || return 0; done
  for stays in ${staying}; do [ "$stays" != "$key $real" ] || return 0; done
  "$1"
}
goes() {
  for stays in ${services}; do [ "$stays" != "$key" ] || return 0; done
  echo "$word $key"
}
leaving() { listed -a leaves "$1"; }
stop() { send_nobody "$kind" "$virtual" $six -r "$real" "$forward"; }
count() { ipvsadm -L -n "$kind" "$virtual" $six | while read -r arrow to _ _ active _; do
  if [ "$arrow $to" = "-> $real" ] && [ "$active" -gt 0 ]; then echo "$to has $active"; fi
done; }
note() { echo "$word $key $real"; }
n=0
while { ${handsOver}; } && [ $n -lt ${HANDED_OVER_WITHIN} ]; do n=$((n+1)); sleep 1; done
leaving stop
word=stopped
if [ "$(${askActive})" = active ]; then
  word=ended n=0
  while left=$(leaving count) && [ -n "$left" ]; do
    n=$((n+1))
    [ $n -lt ${seconds} ] || { echo "connections that do not end are given up: $left"; break; }
    sleep 1
  done
fi
{
  leaving note
  listed -A goes
} > ${LET_GO}`),
  }),
});
