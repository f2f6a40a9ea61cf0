import { styleText } from 'node:util';

const STYLES = {
  good: 'green',
  bad: 'red',
  warning: 'yellow',
  strong: 'bold',
  faint: 'dim',
  added: 'green',
  removed: 'red',
  position: 'cyan',
} as const;

/** Gives a text a meaning that a terminal shows as a colour. */
export type Paint = (meaning: keyof typeof STYLES, text: string) => string;

/** For files, pipes and NO_COLOR. */
export const uncoloured: Paint = (_, text) => text;

/** ANSI colours, whether or not stdout is a terminal: who calls it has asked. */
export const coloured: Paint = (meaning, text) => styleText(STYLES[meaning], text, { validateStream: false });
