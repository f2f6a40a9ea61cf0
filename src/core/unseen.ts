/** Behind these joiners have a meaning: emoji, Arabic, and marks that belong to one script, as those of India. */
const JOINED = [
  '\\p{Extended_Pictographic}|\\p{Emoji_Modifier}|\\ufe0f|\\p{Script=Arabic}|\\p{Script=Syriac}',
  '(?!\\p{Script=Inherited}|\\p{Default_Ignorable_Code_Point})\\p{M}',
].join('|');

/** What is not to be seen by itself, where it belongs to a character before it, or makes a key of it. */
const IN_PLACE = `(?<=${JOINED})[\\u200c\\u200d]|(?<=\\p{Extended_Pictographic})[\\ufe0e\\ufe0f]|\\ufe0f\\u20e3`;

/**
 * Control characters, and what changes the order of a line, breaks it, or is not to be seen: a host could make two names
 * look the same with it.
 */
export const CONTROLS = `(?!${IN_PLACE})[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}\\p{Default_Ignorable_Code_Point}\\p{Noncharacter_Code_Point}]`;
