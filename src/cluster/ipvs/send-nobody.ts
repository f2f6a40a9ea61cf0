import { type Sh, sh } from '../../core/sh.ts';

/**
 * Defines `send_nobody KIND VIRTUAL [-6] -r REAL FORWARD`, in words of ipvsadm(8): a real server gets the weight 0. A check may take it
 * out of the table at any moment. Then nobody is sent there either, and that is no failure.
 */
export const SEND_NOBODY: Sh = sh`send_nobody() {
  refused=$(ipvsadm -e "$@" -w 0 2>&1) || {
    ! ipvsadm -S -n | grep -qF -- "-a $* -w " || { printf '%s\n' "$refused" >&2; return 1; }
  }
}
`;
