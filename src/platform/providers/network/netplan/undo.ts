import { joinSh, type Sh, sh } from '../../../../core/sh.ts';
import { undoReload } from '../networkd/reload.ts';
import { reapply } from '../nm/reapply.ts';
import type { Definition } from './definitions.ts';
import { generator } from './generate.ts';

/**
 * The way back to what netplan makes of its files of before, in force. At boot too: what systemd had netplan generate first
 * was of the files as they were then.
 */
export const undoGenerate = (renderer: Definition['renderer'], device: string): Sh =>
  joinSh([
    sh`at_boot <<'UNDO'
${generator}
generate
UNDO
cat <<'UNDO'
${generator}
generate
UNDO`,
    renderer === 'networkd'
      ? undoReload
      : sh`cat <<'UNDO'
nmcli con reload
${reapply(device)}
UNDO`,
  ]);
