import { type Sh, sh } from '../../src/core/sh.ts';

/**
 * Ends a heartbeat which was told to stop and never will: it waits until it is heard, by a node that it
 * hears and that does not know it any more (measured with a serial link, of a director that had left the cluster). It takes
 * duties only once it is heard, so it has none. Killed by itself it would leave its children; with a watchdog, which then
 * restarts the host, it is left to a person.
 */
export const endUnheard: Sh = sh`  { read -r pid < /var/run/heartbeat.pid; } 2>/dev/null && grep -q heartbeat "/proc/$pid/cmdline" 2>/dev/null || return 0
  ! cl_status hbstatus >/dev/null 2>&1 || return 0
  {
    journalctl -b -t heartbeat -o cat --no-pager
    cat /var/log/messages /var/log/syslog /var/log/daemon.log /var/log/ha-log /var/log/ha.log
  } 2>/dev/null | grep -aqF "[$pid]: WARN: Shutdown delayed until Communication is up" || return 0
  why="heartbeat waits to be heard by the other director before it stops, which does not know this one any more"
  if grep -qs '^[[:space:]]*watchdog' /etc/ha.d/ha.cf; then
    fail "$why; it has no duties, but killing it makes the watchdog restart this host: kill -KILL -$pid"
  fi
  echo "$why; it has no duties, so it was killed" >&2
  kill -KILL "-$pid"`;
