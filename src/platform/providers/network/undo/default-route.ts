import { type Sh, sh } from '../../../../core/sh.ts';

/** Prints the default routes one a line, as ip-route(8) takes them: without the flags that it only ever prints. */
const routes: Sh = sh`ip -4 -o route show default | sed -e 's/\\\\/ /g' -e 's/ linkdown//g' -e 's/ dead//g'`;

/** The way back to the default routes of now; see `Guard.undo`. */
export const undoDefaultRoute: Sh = sh`cat <<'UNDO'
${routes} | while read -r route; do ip -4 route del $route; done
UNDO
${routes} | while read -r route; do echo "ip -4 route append $route"; done`;
