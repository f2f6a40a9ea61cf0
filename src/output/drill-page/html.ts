import { printable } from '../text.ts';

/** HTML or SVG in which every text was escaped when it was put in. Made by {@link html} only. */
export interface Html {
  readonly markup: string;
}

type Insertable = string | number | Html | readonly Html[];

/** Template tag: texts and numbers are escaped, other markup goes in as it is. */
export const html = (strings: TemplateStringsArray, ...values: readonly Insertable[]): Html => ({
  markup: strings.reduce((text, part, i) => text + insert(values[i - 1] ?? '') + part),
});

export const NOTHING: Html = { markup: '' };

function insert(value: Insertable): string {
  if (typeof value === 'string') return escaped(value);
  // What is drawn needs no more than tenths.
  if (typeof value === 'number') return String(Math.round(value * 10) / 10);
  return 'markup' in value ? value.markup : value.map(({ markup }) => markup).join('');
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const escaped = (text: string): string => printable(text).replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');
