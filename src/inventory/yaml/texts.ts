import type { Position } from '../../core/errors.ts';
import { asTemplate } from './template.ts';

/** What becomes of the texts in a file. */
export interface Texts {
  /** Set where the file was vaulted as a whole: its numbers are not shown either. */
  readonly sealed?: true;
  /** A text that stands in the file, as a value. */
  readonly keep: (text: string, at: Position) => string;
  /** A text that Jinja made of one in the file, with tokens of secrets in it maybe. */
  readonly keepMade: (text: string, at: Position) => string;
  /** A text with Jinja in it, as messages may show it. */
  readonly show: (text: string) => string;
  /** The token of what an ansible-vault text in the file holds. */
  readonly vaulted: (text: string, at: Position) => { readonly token: string } | { readonly wrong: string };
}

/** Texts as they are, and no vault. */
export const PLAIN_TEXTS: Texts = {
  keep: (text) => text,
  keepMade: (text) => text,
  show: (text) => text,
  vaulted: () => ({ wrong: 'an ansible-vault value cannot stand here' }),
};

/** The value of a text that Ansible may fill in. */
export const textValue = (text: string, at: Position, texts: Texts): unknown =>
  asTemplate(text, { shown: texts.show(text), keep: (made) => texts.keepMade(made, at) }) ?? texts.keep(text, at);
