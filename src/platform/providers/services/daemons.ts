import { type Sh, sh } from '../../../core/sh.ts';
import type { InitService } from '../../../resources/service.ts';

/**
 * Shell functions: `is_running`, and `end`, which ends what an init script leaves when it is told to stop the service. A
 * daemon whose script does not say whether it runs is asked by its processes.
 */
export function daemonFunctions({ name, daemon: { pidFiles } = {} }: InitService): Sh {
  if (pidFiles === undefined)
    return sh`is_running() { service ${name} status >/dev/null 2>&1; }
end() { :; }`;
  return sh`each_process() {
  for file in ${pidFiles}; do
    if { read -r pid < "$file"; } 2>/dev/null && grep -q ${name} "/proc/$pid/cmdline" 2>/dev/null; then "$@" "$pid"; fi
  done
}
is_running() { [ -n "$(each_process echo)" ]; }
end() { each_process kill; }`;
}
