import { attribute, item, slice } from './access.ts';
import { argumentsOf } from './arguments.ts';
import type { Arguments, Expression } from './ast.ts';
import { asKey, textOf } from './compare.ts';
import { missing, refuse, UndefinedError } from './failure.ts';
import { applyFilter } from './filters/index.ts';
import { callMethod } from './methods.ts';
import { compare, operate } from './operators.ts';
import { toText } from './python-text.ts';
import { type Given, localOf, type Scope } from './scope.ts';
import { applyTest } from './tests.ts';
import { isTrue } from './truth.ts';
import { isUndefined, type Mapping, typeName, type Value } from './value.ts';

/** The value of an expression. What is not there is a value too, until it is used. @throws UndefinedError, RefusedError */
export function evaluate(expression: Expression, scope: Scope): Value {
  const value = (inner: Expression): Value => evaluate(inner, scope);
  switch (expression.kind) {
    case 'constant':
      return expression.value;
    case 'name':
      return named(expression.name, scope);
    case 'list':
      return expression.items.map(value);
    case 'tuple':
      return { tuple: expression.items.map(value) };
    case 'mapping':
      return new Map(expression.pairs.map(([key, item]) => [asKey(value(key)), value(item)])) satisfies Mapping;
    case 'condition': {
      if (isTrue(value(expression.test), scope)) return evaluate(expression.holds, scope);
      if (expression.otherwise !== undefined) return evaluate(expression.otherwise, scope);
      return { undefined: 'the condition does not hold, and there is no else', lenient: true };
    }
    case 'and': {
      const left = value(expression.left);
      return isTrue(left, scope) ? value(expression.right) : left;
    }
    case 'or': {
      const left = value(expression.left);
      return isTrue(left, scope) ? left : value(expression.right);
    }
    case 'not':
      return !isTrue(value(expression.of), scope);
    case 'negative':
      return operate('*', number(value(expression.of)), -1n);
    case 'positive':
      return number(value(expression.of));
    case 'compare':
      return compareAll(expression, value);
    case 'operation':
      return operate(expression.sign, value(expression.left), value(expression.right));
    case 'concat':
      return expression.parts.map((part) => toText(value(part))).join('');
    case 'attribute':
      return attribute(value(expression.of), expression.name);
    case 'item':
      return item(value(expression.of), value(expression.key));
    case 'slice': {
      const bound = (inner: Expression | undefined) => (inner === undefined ? undefined : value(inner));
      return slice(value(expression.of), [bound(expression.from), bound(expression.to), bound(expression.step)]);
    }
    case 'call':
      return call(expression.of, given(expression.given, scope), scope);
    case 'filter':
      return applyFilter(expression.name, value(expression.of), given(expression.given, scope), scope);
    case 'test':
      return applyTest(expression.name, value(expression.of), given(expression.given, scope), scope);
  }
}

const number = (value: Value): Value => {
  if (isUndefined(value)) throw missing(value);
  if (typeof value === 'boolean') return BigInt(value);
  return typeof value === 'bigint' || typeof value === 'number' ? value : refuse(`a sign before ${typeName(value)}`);
};

function named(name: string, scope: Scope): Value {
  const local = localOf(scope, name);
  if (local !== undefined) return local;
  const known = scope.variable(name);
  if (known !== undefined) return known;
  if (isFunction(name, scope)) return refuse(`the function ${name} without a call`);
  return { undefined: `"${name}" is not defined` };
}

type Comparison = Extract<Expression, { readonly kind: 'compare' }>;

/** `a < b < c` is both, and does not look at what follows the first that does not hold. */
function compareAll({ first, rest }: Comparison, value: (inner: Expression) => Value): boolean {
  let left = value(first);
  for (const [sign, expression] of rest) {
    const right = value(expression);
    if (!compare(sign, left, right)) return false;
    left = right;
  }
  return true;
}

const given = ({ positional, named: names }: Arguments, scope: Scope): Given => ({
  positional: positional.map((one) => evaluate(one, scope)),
  named: new Map(names.map(([name, one]) => [name, evaluate(one, scope)])),
});

const FUNCTIONS: Readonly<Record<string, (given: Given) => Value>> = {
  range(all) {
    const { positional } = all;
    if (all.named.size > 0 || positional.length === 0 || positional.length > 3)
      return refuse('range with these arguments');
    const [first = 0n, second, third] = positional.map((one) =>
      typeof one === 'bigint' ? one : refuse('range of what is no whole number'),
    );
    const [from, to, by] = second === undefined ? [0n, first, 1n] : [first, second, third ?? 1n];
    if (by === 0n || (to - from) / by > 100_000n) return refuse('a range of more than 100000 numbers, or none');
    const view: bigint[] = [];
    for (let i = from; by > 0n ? i < to : i > to; i += by) view.push(i);
    return { view, indexed: true };
  },
  dict(all) {
    const mapping: Mapping = new Map(all.named);
    return all.positional.length === 0 ? mapping : refuse('dict of what is no name=value');
  },
  namespace(all) {
    return all.positional.length === 0 ? { names: new Map(all.named) } : refuse('namespace of what is no name=value');
  },
  undef(all) {
    const { hint = '' } = argumentsOf(all, ['hint']);
    return { undefined: textOf(hint) || 'Mandatory variable has not been overridden' };
  },
};

const isFunction = (name: string, scope: Scope): boolean =>
  Object.hasOwn(FUNCTIONS, name) ||
  ['lipsum', 'cycler', 'joiner', 'now'].includes(name) ||
  scope.callable(name) !== undefined;

function call(of: Expression, all: Given, scope: Scope): Value {
  if (
    of.kind === 'attribute' ||
    (of.kind === 'item' && of.key.kind === 'constant' && typeof of.key.value === 'string')
  ) {
    const name = of.kind === 'attribute' ? of.name : String((of.key as { readonly value: unknown }).value);
    const target = evaluate(of.of, scope);
    if (isUndefined(target)) throw missing(target);
    const made = callMethod(target, name, all);
    return made === undefined ? refuse(`the method ${name} of ${typeName(target)} is not followed`) : made;
  }
  if (of.kind !== 'name') return refuse('a call of this is not followed');
  const { name } = of;
  const isVariable = localOf(scope, name) !== undefined || scope.variable(name) !== undefined;
  const known = isVariable ? undefined : Object.hasOwn(FUNCTIONS, name) ? FUNCTIONS[name] : scope.callable(name);
  if (known !== undefined) return known(all);
  if (!isVariable && !isFunction(name, scope)) throw new UndefinedError(`"${name}" is not defined`);
  return refuse(`a call of ${name} is not followed`);
}
