import { IPVS } from '../../src/cluster/ipvs/ask.ts';
import { SEND_NOBODY } from '../../src/cluster/ipvs/send-nobody.ts';
import { askActive } from '../../src/cluster/model/active.ts';
import type { Context } from '../../src/cluster/model/role.ts';
import { addressOf } from '../../src/cluster/model/segment.ts';
import type { SegmentVars } from '../../src/cluster/model/segment-vars.ts';
import { virtualAddresses } from '../../src/cluster/model/virtual-addresses.ts';
import type { Resource } from '../../src/core/resource.ts';
import { sh } from '../../src/core/sh.ts';
import { command } from '../../src/resources/command.ts';

/** The kernel tells another director of a connection within 3 s (ip_vs_sync.c); in seconds. */
const TOLD_WITHIN = 5;

/** A run that is cut off with its machine ends its login late, or never: weights are as they were after so many seconds. */
const LONGEST = 900;

/**
 * New connections go to the active director's own real server, wherever that serves, until its stack is stopped: packets of
 * those that another director does not know yet are sent here by it, and none is sent back. All that are older it is told of.
 * The director undoes it by itself when the run is over, or cut off, and it is still the only one that serves.
 */
export function keepsClients(context: Context<SegmentVars>): readonly Resource[] {
  const own = addressOf(context);
  const others = sh`${IPVS}others() {
  ipvs -S -n 2>/dev/null | while read -r verb kind virtual _ real forward _ weight _; do
    [ "$verb" = -a ] && [ "\${weight:-0}" != 0 ] && [ "\${real%:*}" != ${own} ] || continue
    ipvsadm -S -n | grep -q -- "^-a $kind $virtual -r "${own}":[0-9]* -. -w [1-9]" || continue
    "$@"
  done
}`;
  return [
    command({
      key: 'new connections stay on this director',
      name: 'send new connections to this director only, until the other has taken over',
      unless: sh`${others}
[ -z "$(others echo other)" ]`,
      run: sh`${others}
${SEND_NOBODY}keep() {
  send_nobody "$kind" "$virtual" -r "$real" "$forward" && printf '%s\\n' "$kind $virtual $real $forward $weight"
}
kept=$(others keep)
${undoneByItself(context)}
sleep ${TOLD_WITHIN}`,
    }),
  ];
}

/**
 * Waits, in a process of its own, until the login ends that it was begun by: that is the run's. Then all is as it was, unless
 * this director is no longer active, or another is, too: then that one relies on it.
 */
const undoneByItself = ({ vars }: Context<SegmentVars>) => {
  const [first] = virtualAddresses(vars);
  const { ip, interface: device } = first ?? { ip: { text: '' }, interface: '' };
  return sh`login=$$
while [ "\${login:-1}" -gt 1 ]; do
  read -r name < "/proc/$login/comm" && case $name in sshd*) break ;; esac
  login=$(sed -n 's/^PPid:[^0-9]*//p' "/proc/$login/status")
done 2>/dev/null
export kept login
nohup setsid sh -c ${
    sh`n=0
while [ "\${login:-1}" -gt 1 ] && [ -d "/proc/$login" ] && [ $n -lt ${LONGEST} ]; do
  sleep 1
  n=$((n+1))
  [ "$(${askActive(vars)})" = active ] || exit 0
done
arping -D -q -c 2 -w 2 -I ${device} ${ip.text}
[ $? -ne 1 ] || exit 0
printf "%s\\n" "$kept" | while read -r kind virtual real forward weight; do
  ! ipvsadm -S -n | grep -q -- "^-a $kind $virtual -r $real $forward -w 0" ||
    ipvsadm -e "$kind" "$virtual" -r "$real" "$forward" -w "$weight"
done`.text
  } </dev/null >/dev/null 2>&1 &`;
};
