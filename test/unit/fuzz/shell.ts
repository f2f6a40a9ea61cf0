import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Composition } from '../../../src/core/compose.ts';

/** Programs that ask and harm nobody: what else a text may name is not found. `touch` is the canary's. */
const HARMLESS = [
  'sh',
  'cat',
  'stat',
  'sed',
  'head',
  'grep',
  'sha256sum',
  'readlink',
  'touch',
  'tail',
  'wc',
  'cut',
  'sort',
];

/** All shell texts of a composition: what asks, and what changes. */
export const shellTexts = ({ desired, clusterChecks }: Composition) => {
  const all = [...desired.values()];
  const resources = all.flatMap(({ plays }) => plays.flat());
  const checks = [...clusterChecks, ...all.flatMap((one) => one.checks)];
  return {
    asks: [
      ...resources.map(({ probe }) => probe.text),
      ...checks.flatMap(({ asks }) => Object.values(asks).map(({ text }) => text)),
    ],
    changes: resources.map(({ apply }) => apply(() => true).run.text),
  };
};

const keep = (directory: string, texts: readonly string[]): void => {
  mkdirSync(directory, { recursive: true });
  texts.forEach((text, i) => void writeFileSync(path.join(directory, String(i)), text));
};

/** What a shell says of texts that it cannot parse. */
export function syntaxErrors(directory: string, texts: readonly string[]): string {
  keep(directory, texts);
  return execFileSync('sh', ['-c', 'for text in "$0"/*; do sh -n "$text" 2>&1 || :; done', directory], {
    encoding: 'utf8',
  });
}

/** Runs texts with nothing but harmless programs to be found, in `directory`, each for a second at most. */
export function runHarmlessly(directory: string, texts: readonly string[]): void {
  const [bin, here] = [path.join(directory, 'bin'), path.join(directory, 'here')];
  for (const folder of [bin, here]) mkdirSync(folder, { recursive: true });
  for (const name of HARMLESS)
    symlinkSync(execFileSync('sh', ['-c', 'command -v "$0"', name], { encoding: 'utf8' }).trim(), path.join(bin, name));
  keep(path.join(directory, 'texts'), texts);
  const each = 'for text in ../texts/*; do timeout 1 sh "$text" < /dev/null > /dev/null 2>&1 || :; done';
  symlinkSync('/usr/bin/timeout', path.join(bin, 'timeout'));
  execFileSync('/bin/sh', ['-c', each], { cwd: here, env: { PATH: bin } });
}

/** What of a shell text stands outside single quotes, and is not escaped. */
export const unquoted = (text: string): string =>
  text.replace(/\\.|"(?:\\.|[^"\\])*"|'[^']*'/gs, (part) => (part.startsWith('"') ? part : ''));
