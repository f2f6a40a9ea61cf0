import type { Invocation } from '../output/invocation.ts';
import { withoutSecrets } from './extra-words.ts';
import type { InventoryOptions, SharedOptions } from './options.ts';

type Given = InventoryOptions & Partial<Omit<SharedOptions, keyof InventoryOptions>>;

/** The options that say how to log in and which variables count, so that the next command that is told does the same. */
export function accessWords(options: Given): Pick<Invocation, 'access'> {
  const word = (name: string, value: string | undefined): readonly string[] =>
    value === undefined ? [] : [name, value];
  const access = [
    ...word('--user', options.user),
    ...word('--private-key', options.privateKey),
    ...word('--ssh-common-args', options.sshCommonArgs),
    ...word('--ssh-extra-args', options.sshExtraArgs),
    ...word('--connect-timeout', options.connectTimeout),
    ...(options.become === true ? ['--become'] : []),
    ...word('--become-method', options.becomeMethod),
    ...word('--become-user', options.becomeUser),
    ...word('--playbook-dir', options.playbookDir),
    ...(options.extraVars ?? []).flatMap((given) => ['--extra-vars', withoutSecrets(given)]),
    ...(options.allowUnknownDistribution === true ? ['--allow-unknown-distribution'] : []),
    ...(options.askPass === true ? ['--ask-pass'] : []),
    ...(options.askBecomePass === true ? ['--ask-become-pass'] : []),
    ...(options.askVaultPass === true ? ['--ask-vault-pass'] : []),
    ...(options.vaultPasswordFile ?? []).flatMap((file) => ['--vault-password-file', file]),
    ...(options.vaultId ?? []).flatMap((id) => ['--vault-id', id]),
  ];
  return access.length === 0 ? {} : { access };
}
