import { sh } from '../../../core/sh.ts';

/** Tells whose the program `ifup` is, where there is one: several packages have one, and lead to it by links. */
export const askIfup = sh`ifup=$(command -v ifup) || ifup=/sbin/ifup
[ ! -L "$ifup" ] || ifup=$(readlink -f "$ifup")
[ ! -e "$ifup" ] || echo "ifup $ifup"`;
