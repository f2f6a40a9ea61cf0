import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import type { Resource } from '../../../src/core/resource.ts';
import { sh } from '../../../src/core/sh.ts';
import { absent } from '../../../src/resources/absent.ts';
import { block } from '../../../src/resources/block.ts';
import { command } from '../../../src/resources/command.ts';
import { directory as directoryAt } from '../../../src/resources/directory.ts';
import { file } from '../../../src/resources/file.ts';
import { link } from '../../../src/resources/link.ts';
import { CANARY, nasty } from './nasty.ts';
import { runHarmlessly, syntaxErrors, unquoted } from './shell.ts';

const directory = mkdtempSync(path.join(tmpdir(), 'umctl-fuzz-'));
afterAll(() => rmSync(directory, { recursive: true }));

/** Every resource whose parameters a playbook of the user's own fills with texts of any kind. */
const resources = (a: string, b: string): readonly (() => Resource)[] => [
  () => file({ path: `/nowhere/${a}`, content: b, owner: a, group: b }),
  () => block({ path: `/nowhere/${a}`, name: b, content: a }),
  () => directoryAt({ path: `/nowhere/${a}`, owner: b }),
  () => link({ path: `/nowhere/${a}`, target: b }),
  () => absent({ path: `/nowhere/${a}` }),
  () => command({ name: a, unless: sh`echo ${b}`, run: sh`echo ${[a, b]}` }),
];

test('whatever texts a resource is made of, its shell is sound and runs none of them', { timeout: 300_000 }, () => {
  const [asks, changes] = [new Set<string>(), new Set<string>()];
  const runs = fc.property(nasty, nasty, (a, b) => {
    for (const make of resources(a, b)) {
      const made = orRefusal(make);
      if (made === undefined) continue;
      asks.add(made.probe.text);
      changes.add(made.apply(() => true).run.text);
    }
  });
  fc.assert(runs, { numRuns: 400, interruptAfterTimeLimit: 2000 });
  const all = [...asks, ...changes];
  expect(all.filter((text) => text.includes(CANARY)).length).toBeGreaterThan(100);
  expect(all.filter((text) => unquoted(text).includes(CANARY))).toEqual([]);
  expect(syntaxErrors(path.join(directory, 'syntax'), all.slice(-200))).toBe('');
  runHarmlessly(path.join(directory, 'run'), [...asks].slice(-200));
  expect(existsSync(path.join(directory, 'run/here', CANARY))).toBe(false);
});

test('a text that is not quoted would be found', () => {
  const careless = `echo $(touch ${CANARY})`;
  runHarmlessly(path.join(directory, 'control'), [careless]);
  expect(existsSync(path.join(directory, 'control/here', CANARY))).toBe(true);
  expect(unquoted(careless)).toContain(CANARY);
  expect(syntaxErrors(path.join(directory, 'unsound'), ["echo 'never closed"])).toContain('Unterminated quoted string');
});

/** Texts that no argument can hold are refused outright. */
function orRefusal(make: () => Resource): Resource | undefined {
  try {
    const made = make();
    return made.probe.text === '' || made.apply(() => true).run.text === '' ? undefined : made;
  } catch (error) {
    if (/NUL|secret|path|name/i.test(String(error))) return undefined;
    throw error;
  }
}
