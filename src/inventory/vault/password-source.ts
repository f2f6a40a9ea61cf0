import { InputError, type Position } from '../../core/errors.ts';

/** Where a vault password comes from. */
export type PasswordSource =
  | { readonly label: string; readonly ask: true }
  | { readonly label: string; readonly file: string; readonly at?: Position };

/** What the command line and the environment say about vault passwords. */
export interface VaultOptions {
  readonly vaultPasswordFile?: readonly string[];
  /** `LABEL@SOURCE`, or a source alone; a source is `prompt` or a file. */
  readonly vaultId?: readonly string[];
  readonly askVaultPass?: boolean;
  /** Where those of them stand that Ansible's configuration names. */
  readonly places?: ReadonlyMap<string, Position>;
}

/** The vault id of what is given none (Ansible's DEFAULT_VAULT_IDENTITY). */
const DEFAULT = 'default';

/** All sources, as Ansible takes them (ansible/cli `setup_vault_secrets`). @throws InputError for one that is empty */
export function passwordSources(
  { vaultPasswordFile = [], vaultId = [], askVaultPass = false, places = new Map() }: VaultOptions,
  env: Readonly<Record<string, string | undefined>>,
): readonly PasswordSource[] {
  const fromEnv = env['ANSIBLE_VAULT_PASSWORD_FILE'] ?? '';
  const files = [...vaultPasswordFile, ...(fromEnv === '' ? [] : [fromEnv])];
  return [
    ...vaultId.map((given) => fromId(given, places.get(given))),
    ...files.map((file) => placed({ label: DEFAULT, file }, places.get(file))),
    ...(askVaultPass ? [{ label: DEFAULT, ask: true } as const] : []),
  ];
}

const placed = (
  source: Extract<PasswordSource, { readonly file: string }>,
  at: Position | undefined,
): PasswordSource => (at === undefined ? source : { ...source, at });

function fromId(given: string, at: Position | undefined): PasswordSource {
  const [, named, source = ''] = /^(?:([^@]*)@)?(.*)$/s.exec(given) ?? [];
  const label = named === undefined || named === '' ? DEFAULT : named;
  const expected = 'expected LABEL@FILE or LABEL@prompt';
  if (source === '')
    throw new InputError([
      at === undefined
        ? { message: `--vault-id ${given}: ${expected}` }
        : { at, message: `vault_identity_list: found ${JSON.stringify(given)}, ${expected}` },
    ]);
  return source === 'prompt' ? { label, ask: true } : placed({ label, file: source }, at);
}
