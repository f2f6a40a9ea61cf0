export const NOTIFY = '/usr/libexec/keepalived/umctl-notify';

/** keepalived's processes on the node. */
export const PIDS = '$(pgrep -x keepalived --ns $$ --nslist net)';

/** As the unit starts it. */
export const START = `${NOTIFY} prepare
setsid keepalived -P -n -D -l -f /etc/keepalived/keepalived.conf -p /run/keepalived.pid -r /run/vrrp.pid </dev/null >>/run/log 2>&1 &`;

/** As Red Hat's unit is started anew: systemd tells the main process alone (KillMode=process), which ends its children. */
const RESTART = `#!/bin/sh
${NOTIFY} stop
kill $(cat /run/keepalived.pid)
while [ -n "${PIDS}" ]; do sleep 0.1; done
SERVICE_RESULT=success ${NOTIFY} stopped
${START}`;

/**
 * Has umctl-notify see to keepalived, in the background.
 * @param fills commands that fill the table once keepalived has been started anew
 */
export const guardedBy = (fills: string): string => `cat > /run/restart <<'END'
${RESTART}
${fills}
echo anew >> /run/restarts
END
chmod 755 /run/restart; : > /run/restarts; setsid ${NOTIFY} guard /run/restart </dev/null >>/run/log 2>&1 &`;

/** Puts a jump to itself where the process goes on after the call that it waits in; the address is the last word of proc(5), `syscall`. */
export const SPIN = `pid=$(cat /run/vrrp.pid)
address=$(sed 's/.* //' "/proc/$pid/syscall")
case $(uname -m) in aarch64) jump='\\000\\000\\000\\024' ;; *) jump='\\353\\376' ;; esac
printf "$jump" | dd of="/proc/$pid/mem" bs=1 seek=$(($address)) conv=notrunc 2>/dev/null`;

/** Settings of a director on one segment, where nobody has to wait for keepalived as long. */
export const hurried = (settings: string): string =>
  settings
    .replace(/^takes_back_after=20$/m, 'takes_back_after=2')
    .replace(/^takes=.*/m, 'takes=3')
    .replace(/^out_after=.*/m, 'out_after=4')
    // A busy machine is slow to ask whether it is filled.
    .replace(/^fills_within=.*/m, 'fills_within=60');
