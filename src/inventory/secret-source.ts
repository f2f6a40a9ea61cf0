import { InputError } from '../core/errors.ts';
import type { SecretSource } from '../core/role.ts';
import { readCommand } from './secret-command.ts';
import { readSecretFile } from './secret-file.ts';
import type { SecretSurroundings } from './secret-surroundings.ts';
import { refuseSecret } from './secret-value.ts';

/** Sources that the controller has; `generate` is the engine's affair. */
export type GivenSource = Exclude<SecretSource, { readonly generate: true }>;

/**
 * The value of a secret from an environment variable, a file or a command, without its last newline.
 * @throws InputError that says why it cannot be had, and never shows any of it.
 */
export async function readSecretSource(
  source: GivenSource,
  { env = process.env, directory = process.cwd(), warn = () => undefined }: SecretSurroundings = {},
): Promise<string> {
  const { name, value } = await read(source, { env, directory, warn });
  const secret = value.replace(/\r?\n$/, '');
  const wrong = refuseSecret(secret, source.forbids);
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
  if ('from_file' in source)
    return { name: source.from_file, value: await readSecretFile(source.from_file, surroundings) };
  return { name: `\`${source.from_command}\``, value: await readCommand(source.from_command, { env, directory }) };
}
