import type { Position } from '../../core/errors.ts';
import { plainValue } from './plain.ts';
import type { ScalarNode } from './syntax/nodes.ts';
import { taggedValue } from './tags.ts';
import { withoutValue } from './template.ts';
import { type Texts, textValue } from './texts.ts';

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
export function scalarValue({ text: source, tag, style }: ScalarNode, { at, texts, report }: Reading): unknown {
  const text = (value: string): unknown => textValue(value, at, texts);
  const untagged = (): unknown => {
    const read = plainValue(source);
    if ('wrong' in read) report(read.wrong);
    const value = 'wrong' in read ? null : read.value;
    return typeof value === 'string' ? text(value) : value;
  };
  refuseReserved(source, report);
  switch (tag) {
    case undefined:
      return style === 'plain' ? untagged() : text(source);
    case '!': // libyaml takes it off, with the quotes; where nothing follows, that is a text
      return source === '' && style === 'plain' ? text('') : untagged();
    case 'tag:yaml.org,2002:str':
      return text(source);
    case '!unsafe':
      return texts.keep(source, at);
    case '!vault':
    case '!vault-encrypted': {
      const opened = texts.vaulted(source, at);
      return 'wrong' in opened ? withoutValue(opened.wrong, '!vault') : opened.token;
    }
    default:
      return taggedValue(tag, source, report);
  }
}
