import { containsSecret } from '../../core/secrets.ts';
import { PASSWORDS } from '../connection-names.ts';
import type { Variables } from '../groups.ts';
import { plainValue } from '../yaml/plain.ts';
import { detailsOf, isTemplate } from '../yaml/template.ts';
import { timestampText } from '../yaml/timestamp.ts';
import type { Written } from '../yaml/written.ts';
import type { Envelope, Key, Shown, ShownMap } from './python.ts';

/** How what is secret is shown. */
export interface ShowSecret {
  /** The ansible-vault text behind a token, where a single value was vaulted. */
  readonly vaulted: (token: string) => Envelope | undefined;
  /** What stands for a password or for the text of a token. */
  readonly secret: (text: string) => string;
}

/** Turns a written value into what is shown of it; the same into the same. */
export type ShowValue = (written: Written) => Shown;

export function valueShower({ vaulted, secret }: ShowSecret): ShowValue {
  const known = new WeakMap<object, Shown>();
  const scalar = ({ value, literal, sealed, unsafe, isDate }: Written): Shown => {
    // A password may be a number.
    const shownLiteral = sealed === true && literal !== undefined ? secret(literal) : literal;
    if (literal !== undefined && shownLiteral !== undefined)
      return shownLiteral === literal ? { literal } : shownLiteral;
    if (typeof value === 'number') return { literal: String(value) };
    if (typeof value === 'string') {
      const vault = vaulted(value);
      if (vault !== undefined) return vault;
      if (containsSecret(value)) return secret(value);
      if (isDate === true) return { moment: value };
      return unsafe === true ? { unsafe: value } : value;
    }
    if (typeof value === 'boolean' || value === null) return value;
    if (!isTemplate(value)) return JSON.stringify(value);
    const { shown, source } = detailsOf(value);
    return shown === source ? source : secret(source);
  };
  const show = (written: Written): Shown => {
    // An alias may stand elsewhere than what it repeats, which is the same all the same.
    const identity = written.entries ?? written.items ?? written;
    const shown = known.get(identity) ?? content(written);
    known.set(identity, shown);
    return shown;
  };
  const content = (written: Written): Shown => {
    if (written.entries !== undefined) return mapping(written.entries);
    if (written.items === undefined) return scalar(written);
    const items = written.items.map(show);
    return written.isTuple === true ? Object.assign(items, { isTuple: true as const }) : items;
  };
  const mapping = (entries: NonNullable<Written['entries']>): ShownMap => {
    const odd = new Map(
      [...entries].flatMap(([name, { source }]) =>
        source === undefined ? [] : [[name, keyIn(source, name)] as const],
      ),
    );
    const shown = new Map([...entries].map(([name, entry]) => [name, show(entry.content)]));
    return odd.size === 0 ? shown : Object.assign(shown, { odd });
  };
  return show;
}

/** A key that is no text to Python, as it was written in YAML, and as JSON has it. */
function keyIn(source: string, name: string): Key {
  const read = plainValue(source);
  const value = 'wrong' in read ? name : read.value;
  if (typeof value !== 'number' && typeof value !== 'string') return value;
  return timestampText(source) === undefined ? { literal: name } : { moment: name };
}

/** Variables as they are shown: passwords are secret wherever they stand. */
export const shownVars = (vars: Variables, show: ShowValue, { secret }: Pick<ShowSecret, 'secret'>): ShownMap =>
  new Map(
    [...vars].map(([name, { content }]) => {
      const shown = show(content);
      const isClear = PASSWORDS.includes(name) && typeof content.value === 'string' && typeof shown === 'string';
      return [name, isClear ? secret(shown) : shown];
    }),
  );
