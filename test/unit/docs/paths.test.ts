import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { ROOT } from '../architecture/sources.ts';

const PROMISES = 'docs/guarantees';
const PAGES = [
  'README.md',
  'docs/architecture.md',
  'docs/guarantees.md',
  ...readdirSync(path.join(ROOT, PROMISES)).map((name) => `${PROMISES}/${name}`),
  'docs/your-own.md',
  'src/engine/README.md',
];

/** What stands for a name of the reader's own. */
const PLACEHOLDER = /\b[A-Z]{4,}\b/;

/** `a/{b,c}.ts` as a shell has it. */
const expanded = (named: string): readonly string[] => {
  const [, before = '', names, after = ''] = /^(.*)\{([^}]*)\}(.*)$/.exec(named) ?? [];
  return names === undefined ? [named] : names.split(',').map((name) => `${before}${name}${after}`);
};

test.each(PAGES)('the files that %s names are there', (page) => {
  const text = readFileSync(path.join(ROOT, page), 'utf8');
  const named = [...text.matchAll(/`((?:src|test|roles|playbooks|docs|lab|bench)\/[\w./{},-]+)`/g)].map(
    ([, file = '']) => file,
  );
  const missing = named
    .filter((file) => !PLACEHOLDER.test(file))
    .flatMap(expanded)
    .filter((file) => !existsSync(path.join(ROOT, file)));
  expect(missing).toEqual([]);
});
