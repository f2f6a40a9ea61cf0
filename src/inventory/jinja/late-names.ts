import type { Body, Expression, Statement, Target } from './ast.ts';
import { refuse } from './failure.ts';

/**
 * Refuses a loop that uses a name which is set behind it, in what is around it: Jinja takes it for one that is not there, whatever
 * the inventory has under that name.
 */
export function refuseLateNames(body: Body): void {
  const statements = flat(body);
  for (const [i, statement] of statements.entries()) {
    if (statement.kind !== 'for') continue;
    refuseLateNames(statement.body);
    refuseLateNames(statement.otherwise);
    const before = new Set(statements.slice(0, i).flatMap(namesSet));
    const used = new Set([statement.body, statement.otherwise, statement.where ?? []].flatMap(namesIn));
    const late = statements
      .slice(i + 1)
      .flatMap(namesSet)
      .find((name) => used.has(name) && !before.has(name));
    if (late !== undefined) refuse(`{% set ${late} %} behind a loop that uses ${late}`);
  }
}

/** The statements of one scope: branches are in it, loops have their own. */
const flat = (body: Body): readonly Statement[] =>
  body.flatMap((one) =>
    one.kind === 'if' ? [...one.branches.flatMap(([, inner]) => flat(inner)), ...flat(one.otherwise)] : [one],
  );

const namesSet = (statement: Statement): readonly string[] =>
  statement.kind === 'set' ? namesOf(statement.target) : [];

const namesOf = (target: Target): readonly string[] => {
  if ('names' in target) return target.names.flatMap(namesOf);
  return 'namespace' in target ? [] : [target.name];
};

/** All names that stand anywhere in parts of a template. */
function namesIn(part: Body | Statement | Expression | readonly unknown[]): readonly string[] {
  if (Array.isArray(part)) return part.flatMap((one) => (typeof one === 'object' && one !== null ? namesIn(one) : []));
  const node = part as Statement | Expression;
  if (node.kind === 'name') return [node.name];
  return Object.values(node).flatMap((inner: unknown) =>
    typeof inner === 'object' && inner !== null ? namesIn(inner as readonly unknown[]) : [],
  );
}
