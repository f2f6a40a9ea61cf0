/** A setting of Ansible's: the variables of the environment and the keys of ansible.cfg that say it, of which the last counts. */
export interface AnsibleOption {
  readonly env: readonly string[];
  readonly ini: readonly (readonly [section: string, key: string])[];
}

const option = (env: readonly string[], ...ini: AnsibleOption['ini']): AnsibleOption => ({ env, ini });

const plugin = (method: string, name: string, key: string): AnsibleOption =>
  option([`ANSIBLE_${method.toUpperCase()}_${name}`], [`${method}_become_plugin`, key]);

const PRIVILEGE = 'privilege_escalation';

/**
 * Settings that stand for a connection variable (`ansible-config list`, `ansible-doc -t connection ssh`, `-t become sudo`).
 * The timeout of `[ssh_connection]` is none of them: Ansible has an option of its own for it, always, and so never goes by it.
 */
export const CONNECTION_OPTIONS: Readonly<Record<string, AnsibleOption>> = {
  ansible_user: option(['ANSIBLE_REMOTE_USER'], ['defaults', 'remote_user']),
  ansible_port: option(['ANSIBLE_REMOTE_PORT'], ['defaults', 'remote_port']),
  ansible_private_key_file: option(['ANSIBLE_PRIVATE_KEY_FILE'], ['defaults', 'private_key_file']),
  ansible_connection: option(['ANSIBLE_TRANSPORT'], ['defaults', 'transport']),
  ansible_timeout: option(['ANSIBLE_TIMEOUT'], ['defaults', 'timeout']),
  ansible_host_key_checking: option(['ANSIBLE_HOST_KEY_CHECKING'], ['defaults', 'host_key_checking']),
  ansible_ssh_host_key_checking: option(['ANSIBLE_SSH_HOST_KEY_CHECKING'], ['ssh_connection', 'host_key_checking']),
  ansible_ssh_args: option(['ANSIBLE_SSH_ARGS'], ['ssh_connection', 'ssh_args']),
  ansible_ssh_common_args: option(['ANSIBLE_SSH_COMMON_ARGS'], ['ssh_connection', 'ssh_common_args']),
  ansible_ssh_extra_args: option(['ANSIBLE_SSH_EXTRA_ARGS'], ['ssh_connection', 'ssh_extra_args']),
  ansible_ssh_executable: option(['ANSIBLE_SSH_EXECUTABLE'], ['ssh_connection', 'ssh_executable']),
  ansible_ssh_pkcs11_provider: option(['ANSIBLE_PKCS11_PROVIDER'], ['ssh_connection', 'pkcs11_provider']),
  ansible_become: option(['ANSIBLE_BECOME'], [PRIVILEGE, 'become']),
  ansible_become_method: option(['ANSIBLE_BECOME_METHOD'], [PRIVILEGE, 'become_method']),
  ansible_become_user: option(['ANSIBLE_BECOME_USER'], [PRIVILEGE, 'become_user']),
  ansible_become_exe: option(['ANSIBLE_BECOME_EXE'], [PRIVILEGE, 'become_exe']),
  ansible_become_flags: option(['ANSIBLE_BECOME_FLAGS'], [PRIVILEGE, 'become_flags']),
  ansible_become_password: option(['ANSIBLE_BECOME_PASS']),
  ...Object.fromEntries(
    ['sudo', 'su', 'doas'].flatMap((method) => [
      [`ansible_${method}_user`, plugin(method, 'USER', 'user')],
      [`ansible_${method}_exe`, plugin(method, 'EXE', 'executable')],
      [`ansible_${method}_flags`, plugin(method, 'FLAGS', 'flags')],
      [`ansible_${method}_pass`, plugin(method, 'PASS', 'password')],
    ]),
  ),
};

/** Settings that umctl goes by in other ways. */
export const OPTIONS = {
  inventory: option(['ANSIBLE_INVENTORY'], ['defaults', 'inventory']),
  forks: option(['ANSIBLE_FORKS'], ['defaults', 'forks']),
  hashBehaviour: option(['ANSIBLE_HASH_BEHAVIOUR'], ['defaults', 'hash_behaviour']),
  playbookDir: option(['ANSIBLE_PLAYBOOK_DIR'], ['defaults', 'playbook_dir']),
  askPass: option(['ANSIBLE_ASK_PASS'], ['defaults', 'ask_pass']),
  askBecomePass: option(['ANSIBLE_BECOME_ASK_PASS'], [PRIVILEGE, 'become_ask_pass']),
  askVaultPass: option(['ANSIBLE_ASK_VAULT_PASS'], ['defaults', 'ask_vault_pass']),
  vaultPasswordFile: option(['ANSIBLE_VAULT_PASSWORD_FILE'], ['defaults', 'vault_password_file']),
  vaultIdentityList: option(['ANSIBLE_VAULT_IDENTITY_LIST'], ['defaults', 'vault_identity_list']),
  ignoredEnds: option(
    ['ANSIBLE_INVENTORY_IGNORE'],
    ['defaults', 'inventory_ignore_extensions'],
    ['inventory', 'ignore_extensions'],
  ),
  ignoredNames: option(
    ['ANSIBLE_INVENTORY_IGNORE_REGEX'],
    ['defaults', 'inventory_ignore_patterns'],
    ['inventory', 'ignore_patterns'],
  ),
  plugins: option(['ANSIBLE_INVENTORY_ENABLED'], ['inventory', 'enable_plugins']),
  validGroupNames: option(['ANSIBLE_TRANSFORM_INVALID_GROUP_CHARS'], ['defaults', 'force_valid_group_names']),
  /** Whether sources that cannot be read are errors: to umctl they always are. */
  unparsed: option(
    [
      'ANSIBLE_INVENTORY_UNPARSED_FAILED',
      'ANSIBLE_INVENTORY_ANY_UNPARSED_IS_FAILED',
      'ANSIBLE_INVENTORY_UNPARSED_WARNING',
    ],
    ['inventory', 'unparsed_is_failed'],
    ['inventory', 'any_unparsed_is_failed'],
    ['inventory', 'inventory_unparsed_warning'],
  ),
  /** Of these only the default is followed. */
  yamlEnds: option(
    ['ANSIBLE_YAML_FILENAME_EXT', 'ANSIBLE_INVENTORY_PLUGIN_EXTS'],
    ['defaults', 'yaml_valid_extensions'],
    ['inventory_plugin_yaml', 'yaml_valid_extensions'],
  ),
  precedence: option(['ANSIBLE_PRECEDENCE'], ['defaults', 'precedence']),
  varsPlugins: option(['ANSIBLE_VARS_ENABLED'], ['defaults', 'vars_plugins_enabled']),
} as const;
