import type { Invocation } from '../output/invocation.ts';
import type { SharedOptions } from './options.ts';

/** The options that say where passwords come from, so that the next command that is told can log in as well. */
export function passwordWords(options: SharedOptions): Pick<Invocation, 'passwords'> {
  const { askPass, askBecomePass, askVaultPass, vaultPasswordFile = [], vaultId = [] } = options;
  const passwords = [
    ...(askPass === true ? ['--ask-pass'] : []),
    ...(askBecomePass === true ? ['--ask-become-pass'] : []),
    ...(askVaultPass === true ? ['--ask-vault-pass'] : []),
    ...vaultPasswordFile.flatMap((file) => ['--vault-password-file', file]),
    ...vaultId.flatMap((id) => ['--vault-id', id]),
  ];
  return passwords.length === 0 ? {} : { passwords };
}
