import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

export const PAGE = 'docs/your-own.md';
export const ROOT = path.resolve(import.meta.dirname, '../../..');

/** The files that the page shows whole, by their names. */
export function examples(): ReadonlyMap<string, string> {
  const page = readFileSync(path.join(ROOT, PAGE), 'utf8');
  const shown = [...page.matchAll(/^`([\w-]+\.ts)`\n```ts\n(.*?)^```$/gms)];
  return new Map(shown.map(([, name = '', text = '']) => [name, text]));
}

export function writeExamples(folder: string): void {
  for (const [name, text] of examples()) writeFileSync(path.join(folder, name), text);
}
