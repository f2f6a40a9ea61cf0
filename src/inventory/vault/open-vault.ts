import { type PasswordSurroundings, readVaultPassword } from './password.ts';
import { passwordSources, type VaultOptions } from './password-source.ts';
import { createVault, type Vault, type VaultPassword } from './vault.ts';

/** A vault with every password that the command line and the environment name; asks for one after the other. */
export async function openVault(options: VaultOptions, surroundings: PasswordSurroundings): Promise<Vault> {
  const passwords: VaultPassword[] = [];
  for (const source of passwordSources(options, surroundings.env))
    passwords.push(await readVaultPassword(source, surroundings));
  return createVault(passwords);
}
