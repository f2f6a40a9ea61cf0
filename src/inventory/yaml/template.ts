const JINJA = Symbol('jinja');

/** A text that Ansible would have Jinja fill in. umctl does not, so that it is no text either: no schema takes it. */
export interface Template {
  readonly [JINJA]: string;
  /** The text as it was written. */
  toJSON(): string;
}

/** Ansible templates a text that has one of these in it (ansible/template: `{{`, `{%`, `{#`). */
const STARTS = /\{[{%#]/;

/** A text with Jinja in it as a {@link Template} that is shown as `shown`; undefined for others. */
export const asTemplate = (text: string, shown: string): Template | undefined =>
  STARTS.test(text) ? { [JINJA]: shown, toJSON: () => shown } : undefined;

export const isTemplate = (value: unknown): value is Template =>
  typeof value === 'object' && value !== null && JINJA in value;

/** Says that umctl does not fill in `template`, as the end of a sentence. */
export const refuseTemplate = (template: Template): string =>
  `found the Jinja template ${JSON.stringify(template[JINJA])}, which umctl does not evaluate; write the value itself (or tag it !unsafe where the braces are meant)`;

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
