import type { Body, Statement, Target } from './ast.ts';
import { itemsOf } from './compare.ts';
import { evaluate } from './evaluate.ts';
import { missing, refuse } from './failure.ts';
import { literalEval } from './literal-eval.ts';
import { toText, withoutQuotedSecrets } from './python-text.ts';
import { innerScope, localOf, type Scope, type Surroundings } from './scope.ts';
import { isTrue } from './truth.ts';
import {
  isList,
  isMapping,
  isNamespace,
  isNativeText,
  isOmit,
  isTuple,
  isUndefined,
  isView,
  type Value,
} from './value.ts';

/** What one `{{ … }}` makes, or a text between tags. */
type Piece = Value;

/**
 * What Ansible makes of a template: the texts of all pieces; a text that is written as a list, a mapping, `True` or `False` is
 * what it says, and the newlines at the end stay (ansible/template `do_template`, `ansible_eval_concat`).
 * @param template as it is written
 * @param body the same, read
 */
export function render(template: string, body: Body, surroundings: Surroundings): Value {
  const scope: Scope = { ...surroundings, locals: new Map() };
  const pieces = [...run(body, scope)];
  const [only] = pieces;
  if (pieces.length === 1 && only !== undefined) {
    if (isOmit(only)) return only;
    if (isNativeText(only))
      return withNewlines(template, only.text) === only.text ? only : withNewlines(template, only.text);
  }
  const text = pieces.map(toText).join('');
  const shown = surroundings.reveal(text);
  if (/^[[{]/.test(text) || text === 'True' || text === 'False') {
    const found = text === 'True' || text === 'False' ? text === 'True' : literalEval(text);
    if (found !== undefined) return found;
  } else if (shown !== text && (/^[[{]/.test(shown) || shown === 'True' || shown === 'False'))
    return refuse('a secret that Ansible would take for a list, a mapping or a boolean');
  return withNewlines(template, withoutQuotedSecrets(text));
}

function withNewlines(template: string, text: string): string {
  const count = (given: string): number => /\n*$/.exec(given)?.[0].length ?? 0;
  return text + '\n'.repeat(Math.max(count(template) - count(text), 0));
}

function* run(body: Body, scope: Scope): Generator<Piece> {
  for (const statement of body) yield* execute(statement, scope);
}

function* execute(statement: Statement, scope: Scope): Generator<Piece> {
  switch (statement.kind) {
    case 'data':
      yield statement.text;
      return;
    case 'output':
      yield finalised(evaluate(statement.value, scope));
      return;
    case 'set':
      assign(statement.target, evaluate(statement.value, scope), scope);
      return;
    case 'if': {
      const held = statement.branches.find(([test]) => isTrue(evaluate(test, scope), scope));
      yield* run(held === undefined ? statement.otherwise : held[1], scope);
      return;
    }
    case 'for':
      yield* loop(statement, scope);
  }
}

/** A value as it is put into the text: nothing for none, a list for whatever is gone through. */
function finalised(value: Value): Value {
  if (value === null) return '';
  if (isView(value)) return finalised([...value.view]);
  requireDefined(value);
  return value;
}

function requireDefined(value: Value): void {
  if (isUndefined(value) && value.lenient !== true) throw missing(value);
  if (isList(value)) value.forEach(requireDefined);
  else if (isTuple(value)) value.tuple.forEach(requireDefined);
  else if (isMapping(value)) for (const item of value.values()) requireDefined(item);
}

function assign(target: Target, value: Value, scope: Scope): void {
  if ('names' in target) {
    const items = itemsOf(value);
    if (items.length !== target.names.length) refuse(`${items.length} values for ${target.names.length} names`);
    for (const [i, inner] of target.names.entries()) assign(inner, items[i] ?? null, scope);
  } else if ('namespace' in target) {
    const space = localOf(scope, target.namespace);
    if (space !== undefined && isNamespace(space)) space.names.set(target.name, value);
    else refuse(`${target.namespace} is no namespace`);
  } else scope.locals.set(target.name, value);
}

function* loop(statement: Extract<Statement, { readonly kind: 'for' }>, scope: Scope): Generator<Piece> {
  const all = itemsOf(evaluate(statement.of, scope));
  const scopeOf = (value: Value): Scope => {
    const within = innerScope(scope);
    assign(statement.target, value, within);
    return within;
  };
  const { where } = statement;
  const items = where === undefined ? all : all.filter((one) => isTrue(evaluate(where, scopeOf(one)), scope));
  if (items.length === 0) yield* run(statement.otherwise, innerScope(scope));
  for (const [i, one] of items.entries()) {
    const within = scopeOf(one);
    within.locals.set('loop', { names: loopAt(i, items.length) });
    yield* run(statement.body, within);
  }
}

const loopAt = (i: number, length: number): Map<string, Value> =>
  new Map<string, Value>([
    ['index', BigInt(i + 1)],
    ['index0', BigInt(i)],
    ['revindex', BigInt(length - i)],
    ['revindex0', BigInt(length - i - 1)],
    ['first', i === 0],
    ['last', i === length - 1],
    ['length', BigInt(length)],
  ]);
