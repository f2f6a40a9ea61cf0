import { MEMBER_LIST } from '../../src/cluster/membership/member-list.ts';
import type { Platform } from '../../src/core/platform.ts';
import type { Resource } from '../../src/core/resource.ts';
import { joinSh, type Sh, sh } from '../../src/core/sh.ts';
import { service } from '../../src/platform/capabilities/service.ts';
import { command } from '../../src/resources/command.ts';
import { bringAbout } from '../../src/resources/shell/bring-about.ts';
import { STATE_DIRECTORY } from '../../src/resources/shell/script.ts';

const loadedBy = (name: string): string => `${STATE_DIRECTORY}/loaded/${name}`;

/** The service goes on with its files as they are now; that it has not yet is noted by the record that is still there. */
export function reloadRestored(name: string, files: readonly Resource[], platform: Platform): Resource {
  const wanted = { name, enabled: true, running: true, onChange: 'restart' } as const;
  const running = platform.want(service, wanted, { uses: files });
  return command({
    key: `${name} takes in its files as they were`,
    name: `restart ${name} with its restored files`,
    unless: sh`[ ! -e ${loadedBy(name)} ]`,
    run: joinSh([bringAbout(running), sh`rm -f ${loadedBy(name)}`]),
  });
}

/** Names the last run whose copies are of a time that is over; see {@link forgetHost}. */
export const RELEASED = `${STATE_DIRECTORY}/kept/.released`;

/** Copies of what umctl itself wrote for a stack go, as they hold the cluster's secrets; in umctl's own folder. */
export const forgetOwn = (owns: readonly string[]): Sh => sh`for owned in ${owns}; do
  find kept -path "*/own$owned" -type f | while IFS= read -r own; do rm -f "\${own%%/own/*}/was/\${own#*/own/}"; done
done`;

/**
 * The last step: umctl knows nothing of the host any more. What it kept of the admin's stays, as nothing an admin wrote is
 * lost, and is no trace from now on; copies of what umctl itself wrote for the stack go, as they hold the cluster's secrets.
 * @param owns where the stack's files are; see `Program.owns`
 */
export const forgetHost = (owns: readonly string[]): Resource =>
  command({
    key: 'umctl lets go of the host',
    name: "remove umctl's own records from the host",
    unless: sh`cd ${STATE_DIRECTORY} 2>/dev/null || exit 0
for path in loaded drained ${MEMBER_LIST} /etc/umctl; do [ ! -e "$path" ] || exit 1; done
last=$(ls kept | tail -n 1)
[ "$last" = "$(cat ${RELEASED} 2>/dev/null)" ]`,
    run: sh`set -eu
cd ${STATE_DIRECTORY}
rm -rf loaded drained /etc/umctl
${forgetOwn(owns)}
if [ -d kept ]; then ls kept | tail -n 1 > ${RELEASED}; fi
rm -f ${MEMBER_LIST}`,
  });
