import { type Sh, sh } from '../../core/sh.ts';

/**
 * Where a fault notes on the host what its undoing needs; in /var/run, so a reboot leaves nothing of it. EL 5 and 6 have no
 * /run.
 */
export const NOTES = '/var/run/umctl-drill';

/** Ends the shell with a sentence on stderr. */
export const fail: Sh = sh`fail() { echo "$1" >&2; exit 1; }`;

/** Starts or stops a service by whatever starts services there. */
export const serviceDo: Sh = sh`service_do() {
  if [ -d /run/systemd/system ]; then systemctl reset-failed "$1" 2>/dev/null; systemctl "$2" "$1"
  elif command -v service >/dev/null 2>&1; then service "$1" "$2"
  else "/etc/init.d/$1" "$2"; fi
}`;
