import { registerHooks } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { InputError } from '../core/errors.ts';
import type { Playbook } from '../core/play.ts';
import { playbookProblem } from './playbook-problem.ts';
import { requirePlaybook } from './playbook-shape.ts';

/** `.ts` from the sources, `.js` from what is compiled of them. */
const EXTENSION = path.extname(import.meta.url);
const HERE = {
  umctl: new URL(`../index${EXTENSION}`, import.meta.url).href,
  role: (name: string) => new URL(`../../roles/${name}/role${EXTENSION}`, import.meta.url).href,
} as const;

/**
 * Loads a playbook of the user's own, TypeScript or JavaScript. In it, and in what it imports, `umctl` and
 * `umctl/roles/NAME` are this running copy, wherever the file lies; types are stripped by Node itself
 * (https://nodejs.org/api/typescript.html), so no enums and no parameter properties.
 * @throws InputError for a file that is not there, does not run, or is no playbook
 */
export async function loadPlaybook(file: string): Promise<Playbook> {
  const url = pathToFileURL(path.resolve(file)).href;
  const hooks = registerHooks({ resolve });
  try {
    const loaded = (await import(url)) as { readonly default?: unknown };
    return requirePlaybook(loaded.default, file);
  } catch (error) {
    throw error instanceof InputError ? error : new InputError([playbookProblem(error, file)]);
  } finally {
    hooks.deregister();
  }
}

type Resolve = NonNullable<Parameters<typeof registerHooks>[0]['resolve']>;

const resolve: Resolve = (specifier, context, next) => {
  if (specifier === 'umctl') return next(HERE.umctl, context);
  const role = /^umctl\/roles\/([\w-]+)$/.exec(specifier)?.[1];
  if (role !== undefined) return next(HERE.role(role), context);
  const resolved = next(specifier, context);
  // Said outright, because a .ts file in a package of CommonJS would be taken for CommonJS.
  const typescript = resolved.url.endsWith('.ts') && !resolved.url.includes('/node_modules/');
  return typescript ? { ...resolved, format: 'module-typescript' } : resolved;
};
