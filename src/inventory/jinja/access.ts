import { asKey, textOf } from './compare.ts';
import { missing, refuse } from './failure.ts';
import { openText } from './operators.ts';
import { isBuiltIn } from './python-names.ts';
import { toText } from './python-text.ts';
import { isLazy, isList, isMapping, isNamespace, isTuple, isUndefined, isView, typeName, type Value } from './value.ts';

const absent = (of: Value, name: string): Value => ({ undefined: `${typeName(of)} has no ${JSON.stringify(name)}` });

/** `of.name`: an attribute of Python's wins over an item, as in Jinja. */
export function attribute(of: Value, name: string): Value {
  if (isUndefined(of)) return of;
  if (isNamespace(of)) return of.names.get(name) ?? absent(of, name);
  if (isLazy(of)) return isBuiltIn('dict', name) ? refuse(`.${name} of hostvars`) : (of.item(name) ?? absent(of, name));
  const type = typeName(of);
  if (isBuiltIn(type, name))
    return refuse(`.${name} is a method of Python's ${type} here, and not called; an item of that name is ["${name}"]`);
  return isMapping(of) ? (of.get(name) ?? absent(of, name)) : absent(of, name);
}

/** `of[key]` */
export function item(of: Value, key: Value): Value {
  if (isUndefined(of)) return of;
  if (isUndefined(key)) throw missing(key);
  const found = itemItself(of, key);
  if (found !== undefined) return found;
  const name = textOf(key);
  if (name === undefined) return absent(of, toText(key));
  return isBuiltIn(typeName(of), name) ? refuse(`a method of Python's ${typeName(of)} as an item`) : absent(of, name);
}

function itemItself(of: Value, key: Value): Value | undefined {
  if (isLazy(of)) {
    const name = textOf(key);
    return name === undefined ? undefined : of.item(openText(name));
  }
  if (isMapping(of)) {
    const simple = asKey(key);
    if (typeof simple === 'string') openText(simple);
    return of.get(simple);
  }
  const items = sequence(of);
  const index = typeof key === 'boolean' ? BigInt(key) : key;
  if (items === undefined || typeof index !== 'bigint') return undefined;
  return items.at(Number(index));
}

/** What can be taken by position. */
function sequence(of: Value): readonly Value[] | undefined {
  const text = textOf(of);
  if (text !== undefined) return [...openText(text)];
  if (isList(of)) return of;
  if (isTuple(of)) return of.tuple;
  return isView(of) && of.indexed ? of.view : undefined;
}

type Bound = Value | undefined;

/** `of[from:to:step]` */
export function slice(of: Value, [from, to, step]: readonly [Bound, Bound, Bound]): Value {
  if (isUndefined(of)) return of;
  const items = sequence(of);
  if (items === undefined) return absent(of, 'a slice');
  if (isView(of)) return refuse('a slice of a range');
  const by = bound(step) ?? 1;
  if (by === 0) return refuse('a slice with a step of 0');
  const at = (given: Bound, otherwise: number): number => {
    const place = bound(given);
    if (place === undefined) return otherwise;
    const inside = place < 0 ? place + items.length : place;
    return by > 0 ? Math.min(Math.max(inside, 0), items.length) : Math.min(Math.max(inside, -1), items.length - 1);
  };
  const [first, last] = by > 0 ? [at(from, 0), at(to, items.length)] : [at(from, items.length - 1), at(to, -1)];
  const found: Value[] = [];
  for (let i = first; by > 0 ? i < last : i > last; i += by) found.push(items[i] ?? null);
  if (isTuple(of)) return { tuple: found };
  return isList(of) ? found : found.map(toText).join('');
}

function bound(given: Bound): number | undefined {
  if (given === undefined || given === null) return undefined;
  if (isUndefined(given)) throw missing(given);
  return typeof given === 'bigint' ? Number(given) : refuse(`a slice from or to ${typeName(given)}`);
}
