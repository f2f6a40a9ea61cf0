import { sh } from '../../../src/core/sh.ts';
import { NOTIFY_PROGRAM } from '../paths.ts';

/** A director beside one that another stack serves on is held back until it is told; see umctl-notify. */
export const TAKES_OVER = {
  unless: sh`case $(${NOTIFY_PROGRAM} state 2>/dev/null) in '' | stopped* | *' hold' | *' held') false ;; esac`,
  run: sh`${NOTIFY_PROGRAM} takeover`,
};
