const JINJA = Symbol('jinja');

/**
 * A text that Jinja fills in once it is asked for, or a value that could not be had. It is no text, so that no schema takes it as
 * it is, and nothing that goes through values finds what is in it.
 */
export interface Template {
  readonly [JINJA]: Details;
  /** The text as messages may show it. */
  toJSON(): string;
}

interface Details {
  readonly shown: string;
  /** As it was written. */
  readonly source: string;
  /** What becomes of a text that it makes. */
  readonly keep: (text: string) => string;
  /** Why it has no value, as the end of a sentence; set once that is known. */
  readonly wrong?: string;
}

const templateOf = (details: Details): Template => ({ [JINJA]: details, toJSON: () => details.shown });

export const detailsOf = (template: Template): Details => template[JINJA];

/** Ansible templates a text that has one of these in it (ansible/template: `{{`, `{%`, `{#`). */
const STARTS = /\{[{%#]/;

/** A text with Jinja in it as a {@link Template}; undefined for others. */
export const asTemplate = (source: string, kept: Pick<Details, 'shown' | 'keep'>): Template | undefined =>
  STARTS.test(source) ? templateOf({ ...kept, source }) : undefined;

/** In place of a value that cannot be had. */
export const withoutValue = (wrong: string, shown = '…'): Template =>
  templateOf({ shown, source: '', keep: (text) => text, wrong });

export const isTemplate = (value: unknown): value is Template =>
  typeof value === 'object' && value !== null && JINJA in value;

/** Says why `template` has no value, as the end of a sentence. */
export const refuseTemplate = (template: Template): string =>
  template[JINJA].wrong ??
  `found the Jinja template ${JSON.stringify(template[JINJA].shown)}, which is not filled in here; write the value itself (or tag it !unsafe where the braces are meant)`;

/** The template with the reason why it has no value. */
export const failed = (template: Template, wrong: string): Template => templateOf({ ...template[JINJA], wrong });

/** Says that a template cannot be filled in. */
export const cannotFillIn = (template: Template, why: string): string =>
  `cannot fill in ${JSON.stringify(template[JINJA].shown)}: ${why}`;

/** Whether there is a template anywhere in `value`. */
export function hasTemplate(value: unknown): boolean {
  if (isTemplate(value)) return true;
  return typeof value === 'object' && value !== null && Object.values(value).some(hasTemplate);
}

/** Every template in `value`, with its path. */
export function templatesIn(value: unknown, path: readonly PropertyKey[] = []): readonly Found[] {
  if (isTemplate(value)) return [{ path, template: value }];
  if (typeof value !== 'object' || value === null) return [];
  const inner = Array.isArray(value) ? [...value.entries()] : Object.entries(value);
  return inner.flatMap(([key, item]) => templatesIn(item, [...path, key]));
}

interface Found {
  readonly path: readonly PropertyKey[];
  readonly template: Template;
}
