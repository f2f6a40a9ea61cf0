import { existsSync } from 'node:fs';
import { InputError } from '../core/errors.ts';
import type { Surroundings } from '../inventory/ansible/surroundings.ts';
import { isHostList } from '../inventory/sources.ts';

/** @throws InputError for inventories that only Ansible's configuration names, and that are not there, with their place in it */
export function requireConfigured(sources: readonly string[], { places }: Pick<Surroundings, 'places'>): void {
  const missing = sources.flatMap((source) => {
    const at = places.get(source);
    return at === undefined || isHostList(source) || existsSync(source)
      ? []
      : [{ at, message: `inventory: ${source}: no such file` }];
  });
  if (missing.length > 0) throw new InputError(missing);
}
