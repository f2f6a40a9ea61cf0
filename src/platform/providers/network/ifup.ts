import { sh } from '../../../core/sh.ts';

export const NO_IFUP = 'no ifup';

/** Tells whose the program `ifup` is, several packages have one, and lead to it by links; and whether there is one at all. */
export const askIfup = sh`ifup=$(command -v ifup || echo /sbin/ifup)
[ ! -L "$ifup" ] || ifup=$(readlink -f "$ifup")
echo "ifup $ifup"
[ -e "$ifup" ] || echo ${NO_IFUP}`;
