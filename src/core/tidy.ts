import { type Sh, sh } from './sh.ts';

const MARK = '# tidy';

/**
 * A question that leaves nothing behind in the shell that asks it, and so can share it with others of its kind: it comes to its end there
 * (no `exit`, `exec`, `return`, `trap` or `set -e`), sets each variable before it reads it, and stays in its directory. Nobody hears
 * what it says on stderr. Where questions share a shell, one that is not marked so costs the host another process.
 */
export const tidy = (ask: Sh): Sh => sh`${{ text: MARK }}
${ask}`;

export const isTidy = (text: string): boolean => text.startsWith(`${MARK}\n`);

/** What a shell's `case` knows it by. */
export const TIDY_PATTERN = `'${MARK}'*`;
