import type { Context } from '../../src/cluster/model/role.ts';
import { addressOf } from '../../src/cluster/model/segment.ts';
import type { SegmentVars } from '../../src/cluster/model/segment-vars.ts';
import type { Resource } from '../../src/core/resource.ts';
import { sh } from '../../src/core/sh.ts';
import { command } from '../../src/resources/command.ts';

/** The kernel tells another director of a connection within 3 s (ip_vs_sync.c); in seconds. */
const TOLD_WITHIN = 5;

/**
 * New connections go to the active director's own real server, wherever that serves, until its stack is stopped: packets of
 * those that another director does not know yet are sent here by it, and none is sent back. All that are older it is told of.
 */
export function keepsClients(context: Context<SegmentVars>): readonly Resource[] {
  const own = addressOf(context);
  const others = sh`others() {
  ipvsadm -S -n 2>/dev/null | while read -r verb kind virtual _ real forward _ weight _; do
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
keep() { ipvsadm -e "$kind" "$virtual" -r "$real" "$forward" -w 0; }
others keep
sleep ${TOLD_WITHIN}`,
    }),
  ];
}
