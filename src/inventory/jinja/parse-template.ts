import type { Body, Expression, Statement, Target } from './ast.ts';
import { refuse } from './failure.ts';
import { refuseLateNames } from './late-names.ts';
import { lex, normalised, withBackslashes } from './lex.ts';
import { parseExpression, parseOr, parseTuple } from './parse-expression.ts';
import { listed } from './parse-lists.ts';
import { type Tokens, tokensOf } from './tokens.ts';

/** Reads a template as Ansible has Jinja read one. @throws RefusedError for what is no template, and for what is not followed */
export function parseTemplate(template: string): Body {
  if (template.startsWith('#jinja2:')) return refuse('settings in the first line (#jinja2:) are not followed');
  const tokens = tokensOf(lex(normalised(withBackslashes(template))));
  const { body, ended } = parseBody(tokens, []);
  if (ended !== undefined) return refuse(`{% ${ended} %} that nothing opens`);
  refuseLateNames(body);
  return body;
}

/** Statements up to a tag that is one of `ends`, whose name is taken. */
function parseBody(tokens: Tokens, ends: readonly string[]): { readonly body: Body; readonly ended?: string } {
  const body: Statement[] = [];
  for (;;) {
    const token = tokens.peek();
    if (token === undefined) return { body };
    tokens.next();
    if (token.type === 'data') {
      if (token.text !== '') body.push({ kind: 'data', text: token.text.replace(/\r\n?/g, '\n') });
    } else if (token.text.startsWith('{{')) {
      body.push({ kind: 'output', value: parseTuple(tokens) });
      closeTag(tokens);
    } else {
      const ended = ends.find((end) => tokens.is(end));
      if (ended !== undefined) {
        tokens.next();
        return { body, ended };
      }
      body.push(parseStatement(tokens));
    }
  }
}

function closeTag(tokens: Tokens): void {
  const token = tokens.peek();
  if (token?.type !== 'end') refuse(`expected the end of the tag, found ${JSON.stringify(token?.text ?? '')}`);
  tokens.next();
}

/** The statements within a tag and one of `ends`; a colon may stand before them. */
function inner(tokens: Tokens, ends: readonly string[]): { readonly body: Body; readonly ended: string } {
  tokens.skip(':');
  closeTag(tokens);
  const { body, ended } = parseBody(tokens, ends);
  return { body, ended: ended ?? refuse(`{% ${ends.at(-1)} %} is missing`) };
}

function parseStatement(tokens: Tokens): Statement {
  const tag = tokens.name();
  if (tag === 'if') return parseIf(tokens);
  if (tag === 'for') return parseFor(tokens);
  if (tag === 'set') return parseSet(tokens);
  return refuse(/^end|^el/.test(tag) ? `{% ${tag} %} that nothing opens` : `{% ${tag} %} is not followed`);
}

const withoutCondition = (tokens: Tokens): Expression => parseTuple(tokens, parseOr);

function parseIf(tokens: Tokens): Statement {
  const branches: (readonly [Expression, Body])[] = [];
  for (;;) {
    const test = withoutCondition(tokens);
    const { body, ended } = inner(tokens, ['elif', 'else', 'endif']);
    branches.push([test, body]);
    if (ended === 'elif') continue;
    const otherwise = ended === 'else' ? inner(tokens, ['endif']).body : [];
    closeTag(tokens);
    return { kind: 'if', branches, otherwise };
  }
}

function parseFor(tokens: Tokens): Statement {
  const target = parseTarget(tokens);
  tokens.expect('in');
  const of = withoutCondition(tokens);
  const where = tokens.skip('if') ? parseExpression(tokens) : undefined;
  if (tokens.is('recursive')) refuse('{% for … recursive %} is not followed');
  const { body, ended } = inner(tokens, ['else', 'endfor']);
  const otherwise = ended === 'else' ? inner(tokens, ['endfor']).body : [];
  closeTag(tokens);
  return { kind: 'for', target, of, where, body, otherwise };
}

function parseSet(tokens: Tokens): Statement {
  const target = parseTarget(tokens);
  if (!tokens.skip('=')) return refuse('{% set … %} without = is not followed');
  const value = parseTuple(tokens);
  closeTag(tokens);
  return { kind: 'set', target, value };
}

function parseTarget(tokens: Tokens): Target {
  const one = (): Target => {
    if (tokens.skip('(')) return { names: listed(tokens, ')', one) };
    const name = tokens.name();
    return tokens.skip('.') ? { namespace: name, name: tokens.name() } : { name };
  };
  const first = one();
  if (!tokens.is(',')) return first;
  const names = [first];
  while (tokens.skip(',')) if (tokens.peek()?.type === 'name' && !tokens.is('in')) names.push(one());
  return { names };
}
