import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll } from 'vitest';

/** A directory that goes away with the tests of a file, and a way to put files into it. */
export function scratch() {
  const cwd = mkdtempSync(path.join(tmpdir(), 'umctl-oracle-'));
  afterAll(() => rmSync(cwd, { recursive: true }));
  const write = (files: Readonly<Record<string, string>>): void => {
    for (const [name, text] of Object.entries(files)) {
      const file = path.join(cwd, name);
      mkdirSync(path.dirname(file), { recursive: true });
      writeFileSync(file, text, { mode: text.startsWith('#!') ? 0o755 : 0o644 });
    }
  };
  return { cwd, write };
}
