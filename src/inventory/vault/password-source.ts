import { InputError } from '../../core/errors.ts';

/** Where a vault password comes from. */
export type PasswordSource =
  | { readonly label: string; readonly ask: true }
  | { readonly label: string; readonly file: string };

/** What the command line and the environment say about vault passwords. */
export interface VaultOptions {
  readonly vaultPasswordFile?: readonly string[];
  /** `LABEL@SOURCE`, or a source alone; a source is `prompt` or a file. */
  readonly vaultId?: readonly string[];
  readonly askVaultPass?: boolean;
}

/** The vault id of what is given none (Ansible's DEFAULT_VAULT_IDENTITY). */
const DEFAULT = 'default';

/** All sources, as Ansible takes them (ansible/cli `setup_vault_secrets`). @throws InputError for one that is empty */
export function passwordSources(
  { vaultPasswordFile = [], vaultId = [], askVaultPass = false }: VaultOptions,
  env: Readonly<Record<string, string | undefined>>,
): readonly PasswordSource[] {
  const fromEnv = env['ANSIBLE_VAULT_PASSWORD_FILE'] ?? '';
  const files = [...vaultPasswordFile, ...(fromEnv === '' ? [] : [fromEnv])];
  return [
    ...vaultId.map(fromId),
    ...files.map((file) => ({ label: DEFAULT, file })),
    ...(askVaultPass ? [{ label: DEFAULT, ask: true } as const] : []),
  ];
}

function fromId(given: string): PasswordSource {
  const [, named, source = ''] = /^(?:([^@]*)@)?(.*)$/s.exec(given) ?? [];
  const label = named === undefined || named === '' ? DEFAULT : named;
  if (source === '') throw new InputError([{ message: `--vault-id ${given}: expected LABEL@FILE or LABEL@prompt` }]);
  return source === 'prompt' ? { label, ask: true } : { label, file: source };
}
