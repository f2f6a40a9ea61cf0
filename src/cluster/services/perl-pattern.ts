/** What may stand between `(` and what a group holds, in Perl: kinds of groups and looks, names, recursion, flags, verbs. */
const GROUP =
  /^\((?:\*(?:[A-Z:][^)]*\)|[a-z_]+:)|\?(?:[:=!>|&R+\d^-]|(?=\()|<(?:[=!]|[A-Za-z_]\w*>)|P(?:[=>]|<[A-Za-z_]\w*>)|'[A-Za-z_]\w*'|[imnpsxadlu]*(?:-[imnpsx]*)?[:)]))?/;
const CLASS = /^\[\^?\]?(?:\\[\s\S]|\[:\^?\w+:\]|[^\]\\])*\]/;
/** With what only some versions take for a number of times (`{,3}`) left out. */
const QUANTIFIER = /^(?:[*+?]|\{\d+(?:,\d*)?\})[+?]?/;
const ESCAPE = /^\\(?:[A-Za-z]\{[^}]*\}|[\s\S])/;
const CAPTURES = /^\((?:$|\?(?:<[A-Za-z_]|P<|'))/;

/**
 * Why Perl would not compile a regular expression, as far as its structure tells; see perlre(1). Undefined where it would,
 * and where only Perl knows: what Perl takes is never refused.
 */
export function perlComplaint(pattern: string): string | undefined {
  const tokens: string[] = [];
  let open = 0;
  for (let rest = pattern; rest !== ''; rest = rest.slice(tokens.at(-1)?.length)) {
    // Where nothing is to be repeated, a brace stands for itself.
    const token = isStart(tokens.at(-1)) && rest.startsWith('{') ? '{' : tokenAt(rest);
    if (token === undefined) return rest.startsWith('[') ? "a '[' is never closed" : "nothing follows the last '\\'";
    const wrong = wrongAfter(tokens.at(-1), token, rest);
    if (wrong !== undefined) return wrong;
    if (opens(token)) open += 1;
    if (token === ')') open -= 1;
    if (open < 0) return "a ')' closes nothing";
    tokens.push(token);
  }
  if (open > 0) return "a '(' is never closed";
  const groups = tokens.filter((token) => CAPTURES.test(token)).length;
  const lost = tokens.find(
    (token, i) => /^\\[1-9]$/.test(token) && Number(token[1]) > groups && !/^\d/.test(tokens[i + 1] ?? ''),
  );
  return lost === undefined ? undefined : `'${lost}' means a group that is not there`;
}

function tokenAt(rest: string): string | undefined {
  if (rest.startsWith('[')) return CLASS.exec(rest)?.[0];
  if (rest.startsWith('\\')) return ESCAPE.exec(rest)?.[0];
  return (GROUP.exec(rest) ?? QUANTIFIER.exec(rest) ?? /^[\s\S]/.exec(rest))?.[0];
}

function wrongAfter(before: string | undefined, token: string, rest: string): string | undefined {
  if (token === '(' && rest[1] === '?') return `Perl knows no group '${rest.slice(0, 3)}' here`;
  if (token.startsWith('[') && hasReversedRange(token)) return `${token} has a range whose end comes before its start`;
  if (!QUANTIFIER.test(token)) return undefined;
  if (before === undefined || isStart(before)) return `'${token}' repeats nothing`;
  return QUANTIFIER.test(before) ? `'${token}' repeats '${before}', which repeats already` : undefined;
}

const isStart = (before: string | undefined): boolean =>
  before === undefined || before === '|' || opens(before) || before.startsWith('(?');

const opens = (token: string): boolean => token.startsWith('(') && !token.endsWith(')');

const hasReversedRange = (token: string): boolean => {
  const members = token
    .slice(1, -1)
    .replace(/^\^/, '')
    .replace(/\\(?:[A-Za-z]\{[^}]*\}|[\s\S])|\[:\^?\w+:\]/g, '\0');
  return [...members.matchAll(/([\0!-~])-([!-~])/g)].some(([, from = '', to = '']) => from > to);
};
