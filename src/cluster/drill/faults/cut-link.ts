import { sh } from '../../../core/sh.ts';
import type { Fault } from '../../ports/fault.ts';
import { fail, NOTES } from '../shell.ts';

/**
 * The interface to the segment goes down, as if somebody had pulled its cable: clients, the gateway and the other
 * director's packets on it are gone at once, and so is umctl, where it comes that way. So the way back is on the host before the
 * link is cut: a process that needs nobody brings the link up again, with the addresses of IPv6 and the routes that went with it.
 * A virtual address of IPv6, which is deprecated, does not come back so: another director may have it by then.
 */
export const cutLink: Fault = {
  name: 'cut-link',
  describe: ({ node, cutSeconds }) =>
    `${node.interface} of ${node.name} goes down for ${cutSeconds} s; the host itself brings it up again after that`,
  strikes: 'the active director',
  needs: ({ node }) => sh`${fail}
command -v setsid >/dev/null 2>&1 || fail "setsid is not installed here, so nothing could bring the link up again"
ip link show dev ${node.interface} up 2>/dev/null | grep -q . || fail ${`${node.interface} is not up`}`,
  inject: ({ node, cutSeconds }) => sh`set -e
rm -rf ${NOTES}
mkdir -m 700 ${NOTES}
{
  echo ${`ip link set dev ${node.interface} up`}
  ip -4 route show dev ${node.interface} | grep -v 'proto kernel' | while read -r route; do
    echo "ip -4 route replace $route dev "${node.interface}
  done
  ip -6 -o addr show dev ${node.interface} scope global permanent 2>/dev/null | while read -r _ _ _ cidr flags; do
    case " $flags " in *' deprecated '*) ;; *) echo "ip -6 addr replace $cidr dev "${node.interface} ;; esac
  done
  ip -6 route show dev ${node.interface} 2>/dev/null | grep -v 'proto kernel\|proto ra' | while read -r route; do
    echo "ip -6 route replace $route dev "${node.interface}
  done
  echo ${`rm -rf ${NOTES}`}
} > ${`${NOTES}/restore`}
printf '%s\\n' ${`sleep 1; ip link set dev ${node.interface} down; sleep ${cutSeconds}; sh ${NOTES}/restore`} > ${`${NOTES}/cut`}
if ! { [ -d /run/systemd/system ] &&
  systemd-run --quiet --unit="umctl-drill-$$" /bin/sh ${`${NOTES}/cut`} </dev/null >/dev/null 2>&1; }
then setsid /bin/sh ${`${NOTES}/cut`} </dev/null >/dev/null 2>&1 &
fi`,
  strikesAfter: 1,
  undo: ({ node }) => sh`[ ! -e ${`${NOTES}/restore`} ] || sh ${`${NOTES}/restore`}
ip link show dev ${node.interface} up | grep -q .`,
  leaves: ({ node }) => `${node.interface} of ${node.name} is up again, with its routes`,
  moves: true,
  limits: ({ deadtime }) => ({ recovery: 2 * deadtime + 30 }),
};
