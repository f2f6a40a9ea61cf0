import { existsSync, realpathSync } from 'node:fs';
import { registerHooks } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { InputError } from '../core/errors.ts';
import type { Playbook } from '../core/play.ts';
import type { CodeFile } from '../records/saved-plan.ts';
import { followCode, type PlaybookCode } from './playbook-code.ts';
import { playbookProblem } from './playbook-problem.ts';
import { requirePlaybook } from './playbook-shape.ts';
import { resolveOwn } from './resolve-own.ts';

/** A playbook, and the files that it consists of, those that it loads late included once they are. */
export interface LoadedPlaybook {
  readonly playbook: Playbook;
  readonly code: () => readonly CodeFile[];
}

/**
 * Loads a playbook of the user's own, TypeScript or JavaScript. In it, and in what it imports, `umctl` and
 * `umctl/roles/NAME` are this running copy, wherever the file lies; types are stripped by Node itself
 * (https://nodejs.org/api/typescript.html), so no enums and no parameter properties.
 * @param approved the code that a saved plan was made with: where any of it is another now, none of it is run
 * @throws InputError for a file that is not there, does not run, or is no playbook
 */
export async function loadPlaybook(
  file: string,
  approved?: { readonly by: string; readonly code: readonly CodeFile[] },
): Promise<LoadedPlaybook> {
  if (!existsSync(file)) throw new InputError([{ message: `${file}: no such file` }]);
  const { href } = pathToFileURL(realpathSync(path.resolve(file)));
  const code = followCode(href, approved);
  // Kept for the rest of the process: a playbook may import some of its parts late.
  registerHooks({ resolve: resolve(code), load: load(code) });
  try {
    const loaded = (await import(href)) as { readonly default?: unknown };
    code.isLoaded();
    return { playbook: requirePlaybook(loaded.default, file), code: code.files };
  } catch (error) {
    throw error instanceof InputError ? error : new InputError([playbookProblem(error, file)]);
  }
}

type Hooks = Parameters<typeof registerHooks>[0];

const resolve =
  (code: PlaybookCode): NonNullable<Hooks['resolve']> =>
  (specifier, context, next) => {
    const own = resolveOwn(specifier, context.parentURL);
    const resolved = next(own ?? specifier, context);
    if (own === undefined) code.claims(resolved.url, context.parentURL);
    // Said outright, because a .ts file in a package of CommonJS would be taken for CommonJS.
    const typescript = resolved.url.endsWith('.ts') && !resolved.url.includes('/node_modules/');
    return typescript ? { ...resolved, format: 'module-typescript' } : resolved;
  };

/** All modules that a playbook imports are loaded before the first of them runs: one that is refused keeps all from running. */
const load =
  (code: PlaybookCode): NonNullable<Hooks['load']> =>
  (url, context, next) => {
    const source = code.read(url);
    const loaded = next(url, context);
    return source === undefined ? loaded : { ...loaded, source };
  };
