import { readFile, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { basename, resolve } from 'node:path';
import { InputError, type Position } from '../../core/errors.ts';
import { readOutput } from '../read-output.ts';
import { reason } from '../read-text.ts';
import type { PasswordSource } from './password-source.ts';
import type { VaultPassword } from './vault.ts';

/** What reading a vault password may ask of its surroundings. */
export interface PasswordSurroundings {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Asks a person, without showing the answer; empty when there is none. Unset = there is nobody to ask. */
  readonly ask?: (question: string) => Promise<string>;
}

/**
 * Reads a vault password: from a person, a file (blanks around it do not count), or what an executable file prints. One
 * that is called `…-client` is told which vault id is wanted (ansible/parsing/vault `ClientScriptVaultSecret`).
 * @throws InputError that says why it cannot be had, and never shows any of it
 */
export async function readVaultPassword(
  source: PasswordSource,
  surroundings: PasswordSurroundings,
): Promise<VaultPassword> {
  const password = 'ask' in source ? await asked(source.label, surroundings) : await stored(source, surroundings);
  if (password.length > 0) return { label: source.label, password };
  const from = 'ask' in source ? 'you' : source.file;
  throw new InputError([{ ...placeOf(source), message: `the vault password from ${from} is empty` }]);
}

async function asked(label: string, { ask }: PasswordSurroundings): Promise<Uint8Array> {
  if (ask === undefined)
    throw new InputError([
      { message: 'there is no terminal to ask for a vault password on; use --vault-password-file' },
    ]);
  return Buffer.from((await ask(label === 'default' ? 'Vault password' : `Vault password (${label})`)).trim());
}

async function stored(
  source: Extract<PasswordSource, { readonly file: string }>,
  { env }: PasswordSurroundings,
): Promise<Uint8Array> {
  const { label, file } = source;
  const refuse = (error: unknown): never => {
    throw new InputError([{ ...placeOf(source), message: `the vault password file ${file}: ${reason(error)}` }]);
  };
  const path = resolve(file.replace(/^~(?=\/|$)/, () => env['HOME'] ?? homedir()));
  const mode = await stat(path).then(
    (status) => status.mode,
    (error: unknown) => refuse(error),
  );
  if ((mode & 0o111) === 0) return trim(await readFile(path).catch((error: unknown) => refuse(error)), /^\s+|\s+$/g);
  const argv = [path, ...(/-client$/.test(basename(path).replace(/\.[^.]*$/, '')) ? ['--vault-id', label] : [])];
  return trim(await readOutput(argv, { shown: `the vault password script ${file}`, env }), /^[\r\n]+|[\r\n]+$/g);
}

const placeOf = (source: PasswordSource): { readonly at?: Position } =>
  'at' in source && source.at !== undefined ? { at: source.at } : {};

/** Byte by byte, as a password need not be UTF-8. */
const trim = (bytes: Uint8Array, around: RegExp): Uint8Array =>
  Buffer.from(Buffer.from(bytes).toString('latin1').replace(around, ''), 'latin1');
