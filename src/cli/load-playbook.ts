import { existsSync } from 'node:fs';
import { registerHooks } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { InputError } from '../core/errors.ts';
import type { Playbook } from '../core/play.ts';
import { playbookProblem } from './playbook-problem.ts';
import { requirePlaybook } from './playbook-shape.ts';
import { resolveOwn } from './resolve-own.ts';

/**
 * Loads a playbook of the user's own, TypeScript or JavaScript. In it, and in what it imports, `umctl` and
 * `umctl/roles/NAME` are this running copy, wherever the file lies; types are stripped by Node itself
 * (https://nodejs.org/api/typescript.html), so no enums and no parameter properties.
 * @throws InputError for a file that is not there, does not run, or is no playbook
 */
export async function loadPlaybook(file: string): Promise<Playbook> {
  if (!existsSync(file)) throw new InputError([{ message: `${file}: no such file` }]);
  // Kept for the rest of the process: a playbook may import some of its parts late.
  registerHooks({ resolve });
  try {
    const loaded = (await import(pathToFileURL(path.resolve(file)).href)) as { readonly default?: unknown };
    return requirePlaybook(loaded.default, file);
  } catch (error) {
    throw error instanceof InputError ? error : new InputError([playbookProblem(error, file)]);
  }
}

type Resolve = NonNullable<Parameters<typeof registerHooks>[0]['resolve']>;

const resolve: Resolve = (specifier, context, next) => {
  const own = resolveOwn(specifier, context.parentURL);
  const resolved = next(own ?? specifier, context);
  // Said outright, because a .ts file in a package of CommonJS would be taken for CommonJS.
  const typescript = resolved.url.endsWith('.ts') && !resolved.url.includes('/node_modules/');
  return typescript ? { ...resolved, format: 'module-typescript' } : resolved;
};
