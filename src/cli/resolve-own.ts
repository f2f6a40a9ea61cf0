import { readdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { InputError } from '../core/errors.ts';
import { nearest } from '../core/nearest.ts';

/** `.ts` from the sources, `.js` from what is compiled of them. */
const EXTENSION = path.extname(import.meta.url);
const ROLES = new URL('../../roles/', import.meta.url);

/**
 * The URL in this running copy of `umctl`, `umctl/playbook` and `umctl/roles/NAME`; undefined for what is not umctl's.
 * @throws InputError for what umctl does not have
 */
export function resolveOwn(specifier: string, importer: string | undefined): string | undefined {
  if (specifier === 'umctl') return new URL(`../index${EXTENSION}`, import.meta.url).href;
  if (!specifier.startsWith('umctl/')) return undefined;
  if (specifier === 'umctl/playbook') return new URL(`../../playbooks/cluster${EXTENSION}`, import.meta.url).href;
  const name = /^umctl\/roles\/([\w-]+)$/.exec(specifier)?.[1] ?? '';
  const own = ownRoles();
  const role = own.get(name);
  if (role !== undefined) return role.href;
  const names = [...own.keys()].sort();
  const known = nearest(name, names) ?? names.join(', ');
  const by = importer?.startsWith('file:') === true ? ` (imported by ${fileURLToPath(importer)})` : '';
  throw new InputError([
    { message: `there is no '${specifier}'; umctl has umctl/playbook and umctl/roles/…: ${known}${by}` },
  ]);
}

/** umctl's roles by the names of their folders, those that are a part of another's folder included. */
function ownRoles(): ReadonlyMap<string, URL> {
  const files = readdirSync(ROLES, { recursive: true, encoding: 'utf8' }).map((file) => file.split(path.sep));
  return new Map(
    files.flatMap((parts) => {
      const [folder, file] = parts.slice(-2);
      return folder !== undefined && file === `role${EXTENSION}` ? [[folder, new URL(parts.join('/'), ROLES)]] : [];
    }),
  );
}
