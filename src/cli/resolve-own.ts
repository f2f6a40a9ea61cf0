import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { InputError } from '../core/errors.ts';
import { nearest } from '../core/nearest.ts';

/** `.ts` from the sources, `.js` from what is compiled of them. */
const EXTENSION = path.extname(import.meta.url);
const ROLES = new URL('../../roles/', import.meta.url);
/** Roles that are a part of another's folder. */
const WITHIN: ReadonlyMap<string, string> = new Map([['handover', 'heartbeat/handover']]);

/**
 * The URL in this running copy of `umctl`, `umctl/playbook` and `umctl/roles/NAME`; undefined for what is not umctl's.
 * @throws InputError for what umctl does not have
 */
export function resolveOwn(specifier: string, importer: string | undefined): string | undefined {
  if (specifier === 'umctl') return new URL(`../index${EXTENSION}`, import.meta.url).href;
  if (!specifier.startsWith('umctl/')) return undefined;
  if (specifier === 'umctl/playbook') return new URL(`../../playbooks/cluster${EXTENSION}`, import.meta.url).href;
  const name = /^umctl\/roles\/([\w-]+)$/.exec(specifier)?.[1] ?? '';
  const role = new URL(`${WITHIN.get(name) ?? name}/role${EXTENSION}`, ROLES);
  if (name !== '' && existsSync(role)) return role.href;
  const own = readdirSync(ROLES).filter((known) => existsSync(new URL(`${known}/role${EXTENSION}`, ROLES)));
  const names = [...own, ...WITHIN.keys()].sort();
  const known = nearest(name, names) ?? names.join(', ');
  const by = importer?.startsWith('file:') === true ? ` (imported by ${fileURLToPath(importer)})` : '';
  throw new InputError([
    { message: `there is no '${specifier}'; umctl has umctl/playbook and umctl/roles/…: ${known}${by}` },
  ]);
}
