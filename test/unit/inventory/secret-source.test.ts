import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { readOutput } from '../../../src/inventory/read-output.ts';
import { type GivenSource, readSecretSource, secretReader } from '../../../src/inventory/secret-source.ts';

const directory = mkdtempSync(path.join(tmpdir(), 'umctl-secret-'));
afterAll(() => rmSync(directory, { recursive: true }));

const env = { SECRET: 'correct horse', SHORT: 'x'.repeat(7), PATH: process.env['PATH'] };
const keep = (name: string, content: string | Uint8Array, mode = 0o600): void => {
  writeFileSync(path.join(directory, name), content);
  chmodSync(path.join(directory, name), mode);
};
keep('good', 'from a file\n');
keep('open', 'for everybody\n', 0o644);
keep('windows', 'two bytes at its end\r\n');
keep('lines', 'first line\nsecond line\n');
keep('long', 'x'.repeat(256));
keep('huge', 'x'.repeat(70_000));
keep('empty', '\n');
keep('binary', Uint8Array.of(0x41, 0xff, 0xfe));

const read = (source: GivenSource, warn?: (message: string) => void) =>
  readSecretSource(source, { env: { ...env, HOME: directory }, directory, ...(warn && { warn }) });

describe('a value comes as it is, without its last newline', () => {
  test.each<[GivenSource, string]>([
    [{ from_env: 'SECRET' }, 'correct horse'],
    [{ from_file: 'good' }, 'from a file'],
    [{ from_file: '~/windows' }, 'two bytes at its end'],
    [{ from_file: path.join(directory, 'good') }, 'from a file'],
    [{ from_command: 'printf %s "$SECRET"' }, 'correct horse'],
    [{ from_command: 'cat good; echo noise >&2' }, 'from a file'],
  ])('%j', async (source, value) => {
    expect(await read(source)).toBe(value);
  });
});

describe('what cannot be a secret is refused and not shown', () => {
  test.each<[GivenSource, string]>([
    [{ from_env: 'MISSING' }, 'from_env: the environment variable MISSING is not set'],
    [{ from_env: 'SHORT' }, 'the secret from the environment variable SHORT is shorter than 8 characters'],
    [{ from_file: 'nowhere' }, 'from_file: nowhere: no such file'],
    [{ from_file: '.' }, 'from_file: .: not readable'],
    [{ from_file: 'lines' }, 'the secret from lines has more than one line'],
    [{ from_file: 'long' }, 'the secret from long is longer than 255 characters'],
    [{ from_file: 'huge' }, 'from_file: huge: larger than 65536 bytes'],
    [{ from_file: 'empty' }, 'the secret from empty is empty'],
    [{ from_file: 'binary' }, 'from_file: binary: not UTF-8 text'],
    [{ from_command: 'printf "tab\\there%s" aaaa' }, 'has control characters in it'],
    [{ from_command: 'true' }, 'the secret from `true` is empty'],
    [{ from_command: 'echo hush-hush; echo no such entry >&2; exit 3' }, 'failed with exit code 3\nno such entry'],
    [{ from_command: 'kill -9 $$' }, 'from_command: `kill -9 $$` was ended by SIGKILL'],
    [{ from_command: 'yes hush-hush' }, 'printed more than 65536 bytes'],
  ])('%j', async (source, message) => {
    const error = await read(source).catch((reason: unknown) => reason);
    expect(String(error)).toContain(message);
    const shown = String(error).replace(/`.*`/, '');
    for (const value of ['hush-hush', 'xxxxxxx', 'first line', 'aaaa']) expect(shown).not.toContain(value);
  });

  test('a command that does not end is ended', async () => {
    const started = Date.now();
    const reading = readOutput(['sleep', '60'], { shown: 'the command', env, directory, limitSeconds: 0.2 });
    await expect(reading).rejects.toThrow('the command printed no secret within 0.2 s');
    expect(Date.now() - started).toBeLessThan(10_000);
  });
});

test('a file that everybody can read is warned of', async () => {
  const warnings: string[] = [];
  await read({ from_file: 'good' }, (message) => warnings.push(message));
  expect(warnings).toEqual([]);
  await read({ from_file: 'open' }, (message) => warnings.push(message));
  expect(warnings).toEqual(['open holds a secret that every user here can read; chmod 600 it']);
});

test('a source is read once for all who ask', async () => {
  const reader = secretReader({ env, directory });
  const source = { from_command: 'echo asked >> asked; echo one-secret' };
  expect(await Promise.all([reader(source), reader({ ...source })])).toEqual(['one-secret', 'one-secret']);
  expect(await read({ from_command: 'wc -l < asked | sed "s/^ */lines read: /"' })).toBe('lines read: 1');
});
