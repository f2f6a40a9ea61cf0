import type { Scalar } from 'yaml';
import type { Position } from '../../core/errors.ts';
import { plainValue } from './plain.ts';
import { asTemplate } from './template.ts';
import type { Texts } from './texts.ts';

/** Marks the tokens that stand for secrets in this program; see core/secrets.ts. */
const TOKEN_MARK = /[\uE000\uE001]/;

/** Says that `text` could be taken for the token of a secret. */
export const refuseReserved = (text: string, report: (message: string) => void): void => {
  if (TOKEN_MARK.test(text)) report('the characters U+E000 and U+E001 are kept for umctl itself');
};

/** How a scalar is read, beside its own text. */
interface Reading {
  readonly at: Position;
  readonly texts: Texts;
  /** Hears what is wrong with the scalar. */
  readonly report: (message: string) => void;
}

/** What a scalar says, by its tag, its style and its text. */
export function scalarValue(scalar: Scalar.Parsed, { at, texts, report }: Reading): unknown {
  const { source, tag } = scalar;
  const text = (value: string): unknown => asTemplate(value, texts.show(value)) ?? texts.keep(value, at);
  refuseReserved(source, report);
  switch (tag) {
    case undefined: {
      const value = scalar.type === 'PLAIN' ? plainValue(source) : source;
      return typeof value === 'string' ? text(value) : value;
    }
    case '!':
    case 'tag:yaml.org,2002:str':
      return text(source);
    case '!unsafe':
      return texts.keep(source, at);
    case '!vault':
    case '!vault-encrypted': {
      const opened = texts.vaulted(source, at);
      if ('wrong' in opened) report(opened.wrong);
      return 'wrong' in opened ? null : opened.token;
    }
    default:
      return tagged(tag, source, report);
  }
}

const TAGS: Readonly<Record<string, (value: unknown) => boolean>> = {
  'tag:yaml.org,2002:null': (value) => value === null,
  'tag:yaml.org,2002:bool': (value) => typeof value === 'boolean',
  'tag:yaml.org,2002:int': (value) => Number.isInteger(value),
  'tag:yaml.org,2002:float': (value) => typeof value === 'number',
};

function tagged(tag: string, source: string, report: (message: string) => void): unknown {
  const name = tag.replace('tag:yaml.org,2002:', '!!');
  const fits = TAGS[tag];
  if (fits === undefined) report(`the tag ${name} is not understood; Ansible inventories have !unsafe and !!str`);
  const value = plainValue(source);
  if (fits !== undefined && !fits(value)) report(`${JSON.stringify(source)} is no ${name}`);
  return value;
}
