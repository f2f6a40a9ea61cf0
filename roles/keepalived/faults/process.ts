import { fail, serviceDo } from '../../../src/cluster/drill/shell.ts';
import { type Sh, sh } from '../../../src/core/sh.ts';
import { NOTIFY_PROGRAM } from '../paths.ts';

const STARTS_WITHIN = 60;

const isReady: Sh = sh`case $(${NOTIFY_PROGRAM} state) in 'runs '*' ready') false ;; 'runs '*) ;; *) false ;; esac`;

export const isUp: Sh = sh`${fail}
case $(${NOTIFY_PROGRAM} state) in 'runs '*) ;; *) fail "keepalived is not up" ;; esac`;

/** Starts it where it does not run, and waits until it knows the connections. */
export const startAgain: Sh = sh`${fail}
${serviceDo}
case $(${NOTIFY_PROGRAM} state) in 'runs '*) ;; *) service_do keepalived start ;; esac
n=0
until ${isReady}; do
  n=$((n+1))
  [ $n -lt ${STARTS_WITHIN} ] || fail "keepalived was started and is not ready after ${STARTS_WITHIN} s"
  sleep 1
done`;
