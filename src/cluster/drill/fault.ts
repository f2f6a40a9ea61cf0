import { type Sh, sh } from '../../core/sh.ts';
import type { DrillCluster, DrillNode } from './cluster.ts';
import type { FaultName } from './fault-names.ts';
import type { Limits } from './limits.ts';

/** Whom a fault strikes, and what it has to know of it. */
export interface Target {
  readonly node: DrillNode;
  /** The port of the service that the load asks. */
  readonly port: number;
  /** For how long a link is cut, in seconds. */
  readonly cutSeconds: number;
}

/** A fault that a drill can make. One file each; all of its effect is in its shell texts. */
export interface Fault {
  readonly name: FaultName;
  /** What happens, in a sentence; `found` is what {@link needs} printed. */
  readonly describe: (target: Target, found: string) => string;
  readonly strikes: 'the active director' | 'a real server';
  /** Asks whether the host has what the fault takes; changes nothing. Fails with a sentence on stderr where it has not. */
  readonly needs: (target: Target) => Sh;
  readonly inject: (target: Target) => Sh;
  /** How long after its injection was answered the fault strikes, in seconds; where the answer could not come later. */
  readonly strikesAfter?: number;
  /** Takes the fault back; can be run again, and where it was not injected. */
  readonly undo?: (target: Target) => Sh;
  /** What state the cluster is left in, and what to type to change that. */
  readonly leaves: (target: Target) => string;
  /** Whether another director has to take the address over before the cluster has recovered. */
  readonly moves: boolean;
  /** Has to be allowed by an option of its own. */
  readonly destructive?: true;
  /** What is expected where the inventory sets no limits. */
  readonly limits: (cluster: DrillCluster) => Limits;
}

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
