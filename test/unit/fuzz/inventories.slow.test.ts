import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { InputError } from '../../../src/core/errors.ts';
import { accepted } from './accepted.ts';
import { cluster } from './cluster.ts';
import { compile, toYaml } from './compile.ts';
import { expectAsWritten, isComparable } from './expected.ts';
import { mutate, mutations } from './mutate.ts';
import { CANARY } from './nasty.ts';
import { runHarmlessly, shellTexts, syntaxErrors, unquoted } from './shell.ts';

const directory = mkdtempSync(path.join(tmpdir(), 'umctl-fuzz-'));
afterAll(() => rmSync(directory, { recursive: true }));

const file = path.join(directory, 'inventory.yaml');
/** Of each kind, 250 or $UMCTL_RUNS of them; on a busy machine as many as there is time for, but never fewer than the least. */
const { UMCTL_RUNS: runs = '250' } = process.env;
const MOST = Number(runs);
const LEAST = Math.min(MOST, 100);
const BOUNDED = { numRuns: MOST, interruptAfterTimeLimit: 90_000 };
/** A shell is started for each. */
const MOST_RUN = 200;
const LIMIT_MS = 600_000;

/** Counts what becomes of inventories, says it, and sees to it that there were enough. */
function tally(what: string) {
  const count = { accepted: 0, refused: 0 };
  return {
    add: (composition: object | undefined) => void count[composition === undefined ? 'refused' : 'accepted']++,
    done() {
      console.info(`${what}: ${count.accepted} accepted, ${count.refused} refused`);
      expect(count.accepted + count.refused).toBeGreaterThanOrEqual(LEAST);
      // Neither side may be a matter of chance.
      expect(Math.min(count.accepted, count.refused)).toBeGreaterThan(LEAST / 50);
    },
  };
}

/** What comes of an inventory: all that is wanted, or, when it was refused as it has to be, nothing. */
async function compiled(yaml: string) {
  try {
    return await compile(file, yaml);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    const lines = yaml.split('\n').length;
    expect(error.problems).not.toEqual([]);
    for (const { at, message } of error.problems) {
      expect(at, message).toMatchObject({ file });
      expect(at?.line, message).toBeLessThanOrEqual(lines);
      expect(Math.min(at?.line ?? 0, at?.column ?? 0), message).toBeGreaterThan(0);
      expect(message).toMatch(/^\S.{9,1000}$/s);
    }
    return undefined;
  }
}

/** Distinct shell texts of all inventories that were accepted. */
const asks = new Set<string>();
const changes = new Set<string>();

test('an inventory is refused with its place, or lands as it was written', { timeout: LIMIT_MS }, async () => {
  const tried = tally('inventories with odd texts and havoc in them');
  await fc.assert(
    fc.asyncProperty(cluster, mutations, async (given, changed) => {
      const inventory = mutate(given, changed);
      const yaml = toYaml(inventory);
      const composition = await compiled(yaml);
      tried.add(composition);
      if (composition === undefined) return;
      expect(composition.failed).toEqual(new Map());
      const texts = shellTexts(composition);
      for (const text of texts.asks) asks.add(text);
      for (const text of texts.changes) changes.add(text);
      const [first] = composition.desired.values();
      if (first === undefined) throw new Error('accepted, and nothing is wanted');
      const written: object = JSON.parse(JSON.stringify(inventory));
      if (isComparable(written)) expectAsWritten(written, first);
    }),
    BOUNDED,
  );
  tried.done();
});

test('every shell text of those that were accepted is sound, and does nothing that it was not written for', {
  timeout: LIMIT_MS,
}, () => {
  const all = [...asks, ...changes];
  expect(all.length).toBeGreaterThan(50);
  expect(syntaxErrors(path.join(directory, 'syntax'), all.slice(0, MOST_RUN))).toBe('');
  expect(all.filter((text) => unquoted(text).includes(CANARY))).toEqual([]);
  runHarmlessly(path.join(directory, 'run'), [...asks].slice(0, MOST_RUN));
  expect(existsSync(path.join(directory, 'run/here', CANARY))).toBe(false);
});

test('hostile texts get as far as into files', async () => {
  const taken = await accepted({ count: 30, seed: 1 });
  expect(taken.filter(({ desired }) => JSON.stringify(desired.plays).includes(CANARY)).length).toBeGreaterThan(2);
});

test('an inventory with bytes of it changed is refused with its place, or read', { timeout: LIMIT_MS }, async () => {
  const example = readFileSync(path.resolve(import.meta.dirname, '../../../inventory.example.yaml'), 'utf8');
  const pieces = fc.oneof(
    fc.string({ maxLength: 6 }),
    fc.constantFrom('\n', '  ', '- ', ': ', '&a ', '*a', '<<: *a', '{', '"', '\t', '!!int ', '!vault ', '? ', '\0'),
  );
  const tried = tally('inventories with other bytes in them');
  const splice = fc.tuple(fc.nat(example.length), fc.nat(12), pieces);
  await fc.assert(
    fc.asyncProperty(fc.array(splice, { minLength: 1, maxLength: 4 }), async (splices) => {
      const yaml = splices.reduce(
        (text, [at, gone, piece]) => text.slice(0, at) + piece + text.slice(at + gone),
        example,
      );
      tried.add(await compiled(yaml));
    }),
    BOUNDED,
  );
  tried.done();
});
