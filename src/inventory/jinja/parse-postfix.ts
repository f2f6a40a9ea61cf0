import type { Arguments, Expression } from './ast.ts';
import { refuse } from './failure.ts';
import { parseArguments } from './parse-lists.ts';
import type { Tokens } from './tokens.ts';

const NONE: Arguments = { positional: [], named: [] };

/** How what stands within is read, and whether filters and tests behind the value are its own. */
interface Reading {
  readonly filtered: boolean;
  readonly expression: (tokens: Tokens) => Expression;
  readonly primary: (tokens: Tokens) => Expression;
}

/** What may stand behind a value: attributes, items, calls; and filters and tests where they are its own. */
export function parsePostfix(tokens: Tokens, value: Expression, reading: Reading): Expression {
  let expression = value;
  for (;;) {
    if (tokens.is('.') || tokens.is('[')) expression = parseSubscript(tokens, expression, reading);
    else if (tokens.skip('('))
      expression = { kind: 'call', of: expression, given: parseArguments(tokens, reading.expression) };
    else break;
  }
  while (reading.filtered) {
    if (tokens.skip('|')) {
      const name = dotted(tokens);
      expression = {
        kind: 'filter',
        of: expression,
        name,
        given: tokens.skip('(') ? parseArguments(tokens, reading.expression) : NONE,
      };
    } else if (tokens.skip('is')) expression = parseTest(tokens, expression, reading);
    else if (tokens.skip('('))
      expression = { kind: 'call', of: expression, given: parseArguments(tokens, reading.expression) };
    else break;
  }
  return expression;
}

function dotted(tokens: Tokens): string {
  let name = tokens.name();
  while (tokens.skip('.')) name += `.${tokens.name()}`;
  return name;
}

const OPERANDS: ReadonlySet<string> = new Set(['name', 'string', 'integer', 'float']);

function parseTest(tokens: Tokens, of: Expression, reading: Reading): Expression {
  const negated = tokens.skip('not');
  const name = dotted(tokens);
  const test: Expression = { kind: 'test', of, name, given: parseTestArguments(tokens, reading) };
  return negated ? { kind: 'not', of: test } : test;
}

/** In brackets, or one value without: `is divisibleby 3`. */
function parseTestArguments(tokens: Tokens, reading: Reading): Arguments {
  if (tokens.skip('(')) return parseArguments(tokens, reading.expression);
  const next = tokens.peek();
  const isOperand = next !== undefined && (OPERANDS.has(next.type) || tokens.is('[') || tokens.is('{'));
  if (!isOperand || ['else', 'or', 'and'].some((word) => tokens.is(word))) return NONE;
  if (tokens.is('is')) return refuse('a test behind a test');
  return { positional: [parsePostfix(tokens, reading.primary(tokens), { ...reading, filtered: false })], named: [] };
}

function parseSubscript(tokens: Tokens, of: Expression, { expression: parseExpression }: Reading): Expression {
  if (tokens.skip('.')) {
    const token = tokens.peek();
    if (token?.type !== 'integer') return { kind: 'attribute', of, name: tokens.name() };
    return { kind: 'item', of, key: { kind: 'constant', value: BigInt(tokens.next().text.replaceAll('_', '')) } };
  }
  tokens.expect('[');
  const ends = (): boolean => tokens.is(']') || tokens.is(',');
  const from = tokens.is(':') ? undefined : parseExpression(tokens);
  let expression: Expression;
  if (tokens.skip(':')) {
    const to = tokens.is(':') || ends() ? undefined : parseExpression(tokens);
    const step = tokens.skip(':') && !ends() ? parseExpression(tokens) : undefined;
    expression = { kind: 'slice', of, from, to, step };
  } else expression = { kind: 'item', of, key: from ?? refuse('expected an item') };
  if (tokens.is(',')) refuse('several items within brackets');
  tokens.expect(']');
  return expression;
}
