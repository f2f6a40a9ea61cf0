import { joinSh, type Sh, sh } from '../../../../core/sh.ts';
import { INTERFACES, sources } from '../ifupdown-sources.ts';

/** The way back to the files of now that ifup reads; see `Guard.undo`. */
export const undoFiles: Sh = joinSh([sources, sh`save ${INTERFACES}; for file in $(sources); do save "$file"; done`]);
