import { type Sh, sh } from '../../../core/sh.ts';

/**
 * Daemons whose init scripts do not say whether they run: Debian's of ldirectord ends well, whatever it is asked, where there
 * is no /etc/ldirectord.cf, and heartbeat's where there is no ha.cf. Their processes are asked: see ldirectord(8) for the
 * names of its pid files.
 */
const PID_FILES: Readonly<Record<string, Sh>> = {
  heartbeat: sh`/var/run/heartbeat.pid`,
  ldirectord: sh`/var/run/ldirectord*.pid`,
};

/** Shell functions: `is_running`, and `end`, which ends what an init script leaves when it is told to stop the service. */
export function daemonFunctions(name: string): Sh {
  const files = PID_FILES[name];
  if (files === undefined)
    return sh`is_running() { service ${name} status >/dev/null 2>&1; }
end() { :; }`;
  return sh`each_process() {
  for file in ${files}; do
    if { read -r pid < "$file"; } 2>/dev/null && grep -q ${name} "/proc/$pid/cmdline" 2>/dev/null; then "$@" "$pid"; fi
  done
}
is_running() { [ -n "$(each_process echo)" ]; }
end() { each_process kill; }`;
}
