import { homedir } from 'node:os';
import process from 'node:process';
import { InputError } from '../core/errors.ts';
import type { Host } from '../core/host.ts';
import { readSurroundings, type Surroundings } from '../inventory/ansible/surroundings.ts';
import type { Variables } from '../inventory/groups.ts';
import type { Beside } from '../inventory/read-inventory.ts';
import type { VaultOptions } from '../inventory/vault/password-source.ts';
import { besideOf } from './beside.ts';
import type { ConnectionOptions, InventoryOptions, SharedOptions } from './options.ts';

/** What ansible.cfg, the environment and the command line say; an InputError is returned, not thrown: it is told where all others are. */
export async function readAround(options: Partial<ConnectionOptions> = {}): Promise<Surroundings | InputError> {
  const { env } = process;
  const home = env['HOME'] ?? homedir();
  try {
    return await readSurroundings(options, { env, home, directory: process.cwd() });
  } catch (error) {
    if (error instanceof InputError) return error;
    throw error;
  }
}

/** The options with what ansible.cfg and the environment say where none was given. */
export function withAround<T extends InventoryOptions & Partial<SharedOptions>>(options: T, around: Surroundings) {
  const { asks } = around;
  const vault: VaultOptions = {
    vaultId: [...around.vaultIds, ...(options.vaultId ?? [])],
    vaultPasswordFile: [
      ...(options.vaultPasswordFile ?? []),
      ...(around.vaultPasswordFile === undefined ? [] : [around.vaultPasswordFile]),
    ],
    askVaultPass: options.askVaultPass ?? asks.vaultPass,
    places: around.places,
  };
  const beside: Beside = {
    hashBehaviour: around.hashBehaviour,
    rules: around.rules,
    ...(around.playbookDir === undefined || options.playbook !== undefined ? {} : { playbookDir: around.playbookDir }),
    ...besideOf(options),
  };
  return {
    vault,
    beside,
    /** What is asked for counts before a password of the environment or ansible.cfg. */
    connection:
      (options.askBecomePass ?? asks.becomePass) ? around.connection.map(withoutPasswords) : around.connection,
    /** Where ansible.cfg asks for the password of sudo, and nobody becomes anybody, none is needed. */
    passwordsFor: (hosts: readonly Pick<Host, 'connection'>[]) => ({
      askPass: options.askPass ?? asks.pass,
      askBecomePass:
        options.askBecomePass ?? (asks.becomePass && hosts.some(({ connection }) => connection.become !== undefined)),
    }),
    forks: options.forks ?? around.forks,
  };
}

const withoutPasswords = (layer: Variables): Variables =>
  new Map([...layer].filter(([name]) => !/_pass(?:word)?$/.test(name)));
