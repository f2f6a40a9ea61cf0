import type { Expression } from './ast.ts';
import { unescapePython } from './escapes.ts';
import { refuse } from './failure.ts';
import { listed } from './parse-lists.ts';
import { parsePostfix } from './parse-postfix.ts';
import type { Tokens } from './tokens.ts';

/** Reads expressions by Jinja's own grammar (jinja2/parser.py). */
export const parseExpression = (tokens: Tokens): Expression => parseCondition(tokens);

/** What stands in `{{ … }}`: an expression, or several with commas, which are a tuple. */
export function parseTuple(tokens: Tokens, one: (tokens: Tokens) => Expression = parseExpression): Expression {
  const items: Expression[] = [];
  let isTuple = false;
  while (!atEnd(tokens)) {
    items.push(one(tokens));
    if (!tokens.skip(',')) break;
    isTuple = true;
  }
  const [first] = items;
  if (isTuple) return { kind: 'tuple', items };
  return first ?? refuse('expected an expression');
}

const atEnd = (tokens: Tokens): boolean => {
  const type = tokens.peek()?.type;
  return type === undefined || type === 'end' || tokens.is(')');
};

function parseCondition(tokens: Tokens): Expression {
  let expression = parseOr(tokens);
  while (tokens.skip('if')) {
    const test = parseOr(tokens);
    const otherwise = tokens.skip('else') ? parseCondition(tokens) : undefined;
    expression = { kind: 'condition', test, holds: expression, otherwise };
  }
  return expression;
}

export function parseOr(tokens: Tokens): Expression {
  let left = parseAnd(tokens);
  while (tokens.skip('or')) left = { kind: 'or', left, right: parseAnd(tokens) };
  return left;
}

function parseAnd(tokens: Tokens): Expression {
  let left = parseNot(tokens);
  while (tokens.skip('and')) left = { kind: 'and', left, right: parseNot(tokens) };
  return left;
}

const parseNot = (tokens: Tokens): Expression =>
  tokens.skip('not') ? { kind: 'not', of: parseNot(tokens) } : parseCompare(tokens);

const COMPARISONS = ['==', '!=', '<', '<=', '>', '>='];

function parseCompare(tokens: Tokens): Expression {
  const first = parseSum(tokens);
  const rest: (readonly [string, Expression])[] = [];
  for (;;) {
    const sign = COMPARISONS.find((one) => tokens.is(one));
    if (sign !== undefined) tokens.next();
    else if (tokens.is('not') && tokens.is('in', 1)) {
      tokens.next();
      tokens.next();
    } else if (!tokens.skip('in')) break;
    else {
      rest.push(['in', parseSum(tokens)]);
      continue;
    }
    rest.push([sign ?? 'not in', parseSum(tokens)]);
  }
  return rest.length === 0 ? first : { kind: 'compare', first, rest };
}

/** Operations of the same rank, from left to right. */
const leftToRight =
  (signs: readonly string[], inner: (tokens: Tokens) => Expression) =>
  (tokens: Tokens): Expression => {
    let left = inner(tokens);
    for (;;) {
      const sign = signs.find((one) => tokens.is(one));
      if (sign === undefined) return left;
      tokens.next();
      left = { kind: 'operation', sign, left, right: inner(tokens) };
    }
  };

const parsePower = leftToRight(['**'], (tokens) => parseUnary(tokens, { filtered: true }));
const parseProduct = leftToRight(['*', '/', '//', '%'], parsePower);

function parseConcat(tokens: Tokens): Expression {
  const parts = [parseProduct(tokens)];
  while (tokens.skip('~')) parts.push(parseProduct(tokens));
  const [only] = parts;
  return parts.length === 1 && only !== undefined ? only : { kind: 'concat', parts };
}

const parseSum = leftToRight(['+', '-'], parseConcat);

/** @param filtered whether filters and tests behind it are its own: those behind `-x` are of the whole */
function parseUnary(tokens: Tokens, { filtered }: { readonly filtered: boolean }): Expression {
  const sign = ['-', '+'].find((one) => tokens.is(one));
  if (sign !== undefined) tokens.next();
  const inner: Expression =
    sign === undefined
      ? parsePrimary(tokens)
      : { kind: sign === '-' ? 'negative' : 'positive', of: parseUnary(tokens, { filtered: false }) };
  return parsePostfix(tokens, inner, { filtered, expression: parseExpression, primary: parsePrimary });
}

const CONSTANTS: Readonly<Record<string, boolean | null>> = {
  true: true,
  True: true,
  false: false,
  False: false,
  none: null,
  None: null,
};

/** What has no operators around it: a name, a constant, something in brackets. */
function parsePrimary(tokens: Tokens): Expression {
  const token = tokens.peek();
  if (token?.type === 'name') {
    const name = tokens.name();
    const constant = Object.hasOwn(CONSTANTS, name) ? CONSTANTS[name] : undefined;
    return constant === undefined ? { kind: 'name', name } : { kind: 'constant', value: constant };
  }
  if (token?.type === 'string') {
    let value = '';
    while (tokens.peek()?.type === 'string') value += unescapePython(tokens.next().text.slice(1, -1));
    return { kind: 'constant', value };
  }
  if (token?.type === 'integer' || token?.type === 'float') {
    const digits = tokens.next().text.replaceAll('_', '');
    return { kind: 'constant', value: token.type === 'float' ? Number(digits) : BigInt(digits) };
  }
  if (tokens.skip('(')) {
    if (tokens.skip(')')) return { kind: 'tuple', items: [] };
    const inside = parseTuple(tokens);
    tokens.expect(')');
    return inside;
  }
  if (tokens.skip('[')) return { kind: 'list', items: listed(tokens, ']', parseExpression) };
  if (tokens.skip('{')) return { kind: 'mapping', pairs: listed(tokens, '}', parsePair) };
  return refuse(
    `expected an expression, found ${token === undefined || token.type === 'end' ? 'its end' : JSON.stringify(token.text)}`,
  );
}

function parsePair(tokens: Tokens): readonly [Expression, Expression] {
  const key = parseExpression(tokens);
  tokens.expect(':');
  return [key, parseExpression(tokens)];
}
