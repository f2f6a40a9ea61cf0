import { containsSecret } from '../../core/secrets.ts';
import { PASSWORDS } from '../connection-names.ts';
import type { Variables } from '../groups.ts';
import { detailsOf, isTemplate } from '../yaml/template.ts';
import type { Written } from '../yaml/written.ts';
import type { Shown, ShownMap } from './python.ts';

/** How what is secret is shown. */
export interface ShowSecret {
  /** The ansible-vault text behind a token, where a single value was vaulted. */
  readonly vaulted: (token: string) => string | undefined;
  /** What stands for a password or for the text of a token. */
  readonly secret: (text: string) => string;
}

/** Turns a written value into what is shown of it; the same into the same. */
export type ShowValue = (written: Written) => Shown;

export function valueShower({ vaulted, secret }: ShowSecret): ShowValue {
  const known = new WeakMap<object, Shown>();
  const scalar = ({ value, literal, sealed, unsafe }: Written): Shown => {
    // A password may be a number.
    const shownLiteral = sealed === true && literal !== undefined ? secret(literal) : literal;
    if (literal !== undefined && shownLiteral !== undefined)
      return shownLiteral === literal ? { literal } : shownLiteral;
    if (typeof value === 'number') return { literal: String(value) };
    if (typeof value === 'string') {
      const vault = vaulted(value);
      if (vault !== undefined) return { vault };
      if (containsSecret(value)) return secret(value);
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
    if (written.entries !== undefined)
      return new Map([...written.entries].map(([name, entry]) => [name, show(entry.content)]));
    return written.items === undefined ? scalar(written) : written.items.map(show);
  };
  return show;
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
