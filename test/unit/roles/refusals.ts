import type { AnyRole } from '../../../src/cluster/model/role.ts';
import { InputError } from '../../../src/core/errors.ts';
import { validateVars } from '../../../src/inventory/validate/validate.ts';
import { EXAMPLE, HOSTS } from './cluster.ts';

/** What a role's schema has against the example's variables with these changes, as users read it. */
export function issues(role: AnyRole, vars: object): readonly string[] {
  const assignments = HOSTS.slice(0, 1).map((host) => ({
    host: { ...host, vars: { ...EXAMPLE, ...vars } },
    roles: [role],
  }));
  try {
    validateVars(assignments);
    return [];
  } catch (error) {
    if (error instanceof InputError) return error.problems.map(({ message }) => message);
    throw error;
  }
}
