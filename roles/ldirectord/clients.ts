import { defineResource } from '../../src/core/resource.ts';
import { sh } from '../../src/core/sh.ts';
import { script } from '../../src/resources/shell/script.ts';
import { parseIpvsadm } from './ipvsadm.ts';

interface Params {
  /** Real servers that stay, each as `TCP 192.168.6.240:80 192.168.6.2:80`. */
  readonly staying: readonly string[];
  /** Addresses that may serve in place of all real servers, and are no real servers themselves. */
  readonly fallbacks: readonly string[];
  /** How long their connections are waited for, in seconds. */
  readonly seconds: number;
}

/**
 * Real servers that leave a virtual service get no new connections, and those that stand are let end, for so long: only then
 * ldirectord may take them out of the table, which breaks what is left; see ipvsadm(8).
 */
export const noClientsOfLeaving = defineResource<Params, { readonly leaving: string }>({
  type: 'clients',
  name: () => 'of real servers that leave',
  want: () => ({ leaving: '' }),
  probe: () => sh`ipvsadm -L -n 2>/dev/null`,
  parse: ({ stdout }, { staying, fallbacks }) => {
    const leaving = parseIpvsadm(stdout).flatMap(({ key, reals }) =>
      reals
        .filter(({ address, weight }) => {
          const [ip = ''] = address.split(':');
          const isFallback = ip.startsWith('127.') || fallbacks.includes(ip);
          return weight > 0 && !isFallback && !staying.includes(`${key} ${address}`);
        })
        .map(({ address }) => `${address} of ${key}`),
    );
    return { leaving: leaving.join(', ') };
  },
  apply: ({ staying, fallbacks, seconds }) => ({
    run: script(sh`leaving() {
  ipvsadm -S -n | while read -r verb kind virtual _ real forward _ _; do
    [ "$verb" = -a ] || continue
    case $kind in -t) type=TCP ;; -u) type=UDP ;; -f) type=FWM ;; *) type=SCTP ;; esac
    case \${real%:*} in 127.*) continue ;; esac
    for other in ${fallbacks}; do [ "$other" != "\${real%:*}" ] || continue 2; done
    for stays in ${staying}; do [ "$stays" != "$type $virtual $real" ] || continue 2; done
    "$@"
  done
}
stop() { ipvsadm -e "$kind" "$virtual" -r "$real" "$forward" -w 0; }
count() { ipvsadm -L -n "$kind" "$virtual" | while read -r arrow to _ _ active _; do
  if [ "$arrow $to" = "-> $real" ] && [ "$active" -gt 0 ]; then echo "$to has $active"; fi
done; }
leaving stop
n=0
while left=$(leaving count) && [ -n "$left" ]; do
  n=$((n+1))
  [ $n -lt ${seconds} ] || { echo "connections that do not end are given up: $left"; exit 0; }
  sleep 1
done`),
  }),
});
