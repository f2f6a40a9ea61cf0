import { createRequire } from 'node:module';

/** By the package's own name: the sources and what is compiled of them lie at different depths. */
export function version(): string {
  const { version } = createRequire(import.meta.url)('umctl/package.json') as { readonly version: string };
  return version;
}
