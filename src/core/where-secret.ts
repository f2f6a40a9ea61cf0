import type { SecretSource } from './role.ts';

/**
 * Path of the variable that a secret's source was read from, to what names the secret; undefined where no variable says
 * so, as for a role that always generates one. Pure.
 */
export function pathOfSource(vars: unknown, source: SecretSource): readonly PropertyKey[] | undefined {
  if (typeof vars === 'string') return 'vaulted' in source && vars === source.vaulted ? [] : undefined;
  if (typeof vars !== 'object' || vars === null) return undefined;
  for (const [key, inner] of Object.entries(vars)) {
    if (isFrom(key) && Reflect.get(source, key) === inner) return [key];
    const path = pathOfSource(inner, source);
    if (path !== undefined) return [Array.isArray(vars) ? Number(key) : key, ...path];
  }
  return undefined;
}

const isFrom = (key: string): boolean => ['from_env', 'from_file', 'from_command'].includes(key);
