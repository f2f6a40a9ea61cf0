import { InputError } from '../core/errors.ts';
import type { SecretSource } from '../core/role.ts';
import { secretLabel } from '../core/secrets.ts';
import { readOutput } from './read-output.ts';
import { readSecretFile } from './secret-file.ts';
import type { SecretSurroundings } from './secret-surroundings.ts';
import { refuseSecret } from './secret-value.ts';

/** Sources that the controller has; `generate` is the engine's affair. */
export type GivenSource = Exclude<SecretSource, { readonly generate: true }>;

/**
 * The value of a secret from an environment variable, a file, a command or a vault, without its last newline.
 * @throws InputError that says why it cannot be had, and never shows any of it.
 */
export async function readSecretSource(
  source: GivenSource,
  { env = process.env, directory = process.cwd(), reveal = noVault, warn = () => undefined }: SecretSurroundings = {},
): Promise<string> {
  const { name, value } = await read(source, { env, directory, reveal, warn });
  const secret = value.replace(/\r?\n$/, '');
  const wrong = refuseSecret(secret, source);
  if (wrong !== undefined) throw new InputError([{ message: `the secret from ${name} ${wrong}` }]);
  return secret;
}

/** Reads each source once, however many hosts and roles ask for it: a command may ask for a passphrase. */
export function secretReader(surroundings: SecretSurroundings = {}): (source: GivenSource) => Promise<string> {
  const known = new Map<string, Promise<string>>();
  return (source) => {
    const key = JSON.stringify(source);
    const value = known.get(key) ?? readSecretSource(source, surroundings);
    known.set(key, value);
    return value;
  };
}

const noVault = (token: string): never => {
  throw new Error(`no value is known for ${secretLabel(token)}`);
};

interface Found {
  /** What it came from, for messages. */
  readonly name: string;
  readonly value: string;
}

async function read(source: GivenSource, surroundings: Required<SecretSurroundings>): Promise<Found> {
  const { env, directory } = surroundings;
  if ('from_env' in source) {
    const value = env[source.from_env];
    if (value !== undefined) return { name: `the environment variable ${source.from_env}`, value };
    throw new InputError([{ message: `from_env: the environment variable ${source.from_env} is not set` }]);
  }
  if ('vaulted' in source) return { name: secretLabel(source.vaulted), value: surroundings.reveal(source.vaulted) };
  if ('from_file' in source)
    return { name: source.from_file, value: await readSecretFile(source.from_file, surroundings) };
  const command = source.from_command;
  const printed = await readOutput(['/bin/sh', '-c', command], {
    shown: `from_command: \`${command}\``,
    env,
    directory,
  });
  return { name: `\`${command}\``, value: printed.toString('utf8') };
}
