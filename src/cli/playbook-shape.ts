import { z } from 'zod';
import { InputError } from '../core/errors.ts';
import type { Playbook } from '../core/play.ts';
import type { AnyRole } from '../core/role.ts';

const isFunction = (value: unknown): boolean => typeof value === 'function';

const fact = z.looseObject({
  id: z.string(),
  ask: z.looseObject({ text: z.string('expected shell text: sh`…`') }, 'expected shell text: sh`…`'),
  parse: z.custom(isFunction, 'expected a function'),
});

const role = z.looseObject(
  {
    name: z.string(),
    vars: z.custom((value) => value instanceof z.core.$ZodType, 'expected a zod schema'),
    resources: z.custom(isFunction, 'expected a function'),
    facts: z.array(fact).optional(),
  },
  'expected a role, made by defineRole',
);

const playbook = z.looseObject({
  plays: z
    .array(
      z.looseObject({
        name: z.string(),
        hosts: z.string(),
        roles: z.array(role),
        order: z.custom(isFunction, 'expected a function').optional(),
        gate: z.union([z.literal('play'), z.custom(isFunction, 'expected a function')]).optional(),
        provenLast: z.custom(isFunction, 'expected a function').optional(),
        around: z.array(z.looseObject({}), 'expected a list').optional(),
        batch: z.union([z.number().int().min(1), z.string().regex(/^\d+%$/, "expected a number or '50%'")]).optional(),
      }),
    )
    .min(1),
  switchover: z.custom(isFunction, 'expected a function').optional(),
});

/** Sees that what a file exports is a playbook. @throws InputError naming everything that is not as it should be */
export function requirePlaybook(exported: unknown, file: string): Playbook {
  if (exported === undefined)
    throw new InputError([
      { message: `${file}: no default export; a playbook ends in "export default definePlaybook({ plays: […] })"` },
    ]);
  const { error } = playbook.safeParse(exported);
  if (error !== undefined)
    throw new InputError(
      error.issues.map(({ path, message }) => ({
        message: `${file}: not a playbook: ${path.length === 0 ? 'default export' : z.core.toDotPath(path)}: ${message}`,
      })),
    );
  const loaded = exported as Playbook;
  const twins = ambiguous(loaded.plays.flatMap(({ roles }) => roles));
  if (twins.length > 0)
    throw new InputError(
      twins.map((name) => ({
        message: `${file}: two roles have the name "${name}", with different variables; give one of them another name`,
      })),
    );
  return loaded;
}

/** Names of roles whose variables are kept by the name, and would be each other's. */
const ambiguous = (roles: readonly AnyRole[]): readonly string[] => [
  ...new Set(
    roles.flatMap(({ name, vars }) =>
      roles.some((other) => other.name === name && other.vars !== vars) ? [name] : [],
    ),
  ),
];
