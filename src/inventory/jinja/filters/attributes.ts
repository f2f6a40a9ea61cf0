import { item } from '../access.ts';
import { textOf } from '../compare.ts';
import { refuse } from '../failure.ts';
import { isUndefined, type Value } from '../value.ts';

/** Takes `a.0.b` out of values (jinja2/filters.py `make_attrgetter`). Nothing = the value itself. */
export function getter(attribute: Value | undefined, otherwise: Value = null): (value: Value) => Value {
  const parts = partsOf(attribute);
  return (value) =>
    parts.reduce<Value>((around, part) => {
      const found = item(around, part);
      return otherwise !== null && isUndefined(found) ? otherwise : found;
    }, value);
}

function partsOf(attribute: Value | undefined): readonly Value[] {
  if (attribute === undefined || attribute === null) return [];
  const text = textOf(attribute);
  if (text !== undefined) return text.split('.').map((part) => (/^[0-9]+$/.test(part) ? BigInt(part) : part));
  return typeof attribute === 'bigint' ? [attribute] : refuse('an attribute that is neither a name nor a number');
}

/** Texts without regard to capitals, where that is wanted. */
export const foldCase = (value: Value): Value => textOf(value)?.toLowerCase() ?? value;
