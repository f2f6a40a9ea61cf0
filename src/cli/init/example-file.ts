import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';

/** The annotated example that comes with umctl. */
export const readExample = (): Promise<string> =>
  readFile(
    path.join(path.dirname(createRequire(import.meta.url).resolve('umctl/package.json')), 'inventory.example.yaml'),
    'utf8',
  );
