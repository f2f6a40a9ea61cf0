import { sh } from '../../../core/sh.ts';

/** Tells whose the program `ifup` is: several packages have one, and lead to it by links. */
export const askIfup = sh`ifup=$(command -v ifup || echo /sbin/ifup)
[ ! -L "$ifup" ] || ifup=$(readlink -f "$ifup")
echo "ifup $ifup"`;
