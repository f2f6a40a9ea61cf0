import {
  closeSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { writeOutput } from '../../../src/cli/output-file.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'umctl-output-'));
afterAll(() => rmSync(folder, { recursive: true }));

test('a file is put in place whole: who reads the old one goes on reading that', async () => {
  const file = path.join(folder, 'a.plan');
  writeFileSync(file, 'old', { mode: 0o644 });
  const reader = openSync(file, 'r');
  await writeOutput(file, 'new', { mode: 0o600 });
  expect([readFileSync(reader, 'utf8'), readFileSync(file, 'utf8')]).toEqual(['old', 'new']);
  closeSync(reader);
  expect([statSync(file).mode & 0o777, readdirSync(folder)]).toEqual([0o600, ['a.plan']]);
});

test('a file that cannot be put in place leaves nothing behind', async () => {
  mkdirSync(path.join(folder, 'taken'));
  await expect(writeOutput(path.join(folder, 'taken'), 'new', { mode: 0o600 })).rejects.toThrow('EISDIR');
  expect(readdirSync(folder)).toEqual(['a.plan', 'taken']);
});
