// Around the tests: a temporary directory of theirs, and a note whether dist/ is as new as its sources, for test/unit/cli/main-child.ts.
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isBuilt } from './lib-build.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const note = join(root, '.vitest/is-built');

/** What tests and the programs of theirs leave behind goes with the directory, also where one of them was killed. */
export default function beforeTests({ config }) {
  mkdirSync(dirname(note), { recursive: true });
  // Who watches the sources changes them.
  if (!config.watch && isBuilt(root)) writeFileSync(note, '');
  else rmSync(note, { force: true });
  const temporary = mkdtempSync(join(tmpdir(), 'umctl-tests-'));
  // Some tests are another user's, who needs it as he would /tmp.
  chmodSync(temporary, 0o1777);
  process.env['TMPDIR'] = temporary;
  return () => rmSync(temporary, { recursive: true, force: true });
}
