import { joinSh, type Sh, sh } from '../../../core/sh.ts';

/** What a package tool says, and what a person has to do about it. */
export interface Saying {
  /** Part of it. */
  readonly says: string;
  readonly next: string;
}

/** Defines `hint TEXT`, which prints what to do about the first thing in the text that is known. */
export const hintFunction = (sayings: readonly Saying[]): Sh => sh`hint() {
  case $1 in
${joinSh(sayings.map(({ says, next }) => sh`    *${says}*) echo ${next} ;;`))}
    *) ;;
  esac
}`;
