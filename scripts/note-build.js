// Before the tests: notes whether dist/ is as new as its sources, for test/unit/cli/main-child.ts.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isBuilt } from './lib-build.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const note = join(root, '.vitest/is-built');

export default function noteBuild({ config }) {
  mkdirSync(dirname(note), { recursive: true });
  // Who watches the sources changes them.
  if (!config.watch && isBuilt(root)) writeFileSync(note, '');
  else rmSync(note, { force: true });
}
