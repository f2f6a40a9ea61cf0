/** The variables that say how to reach a host. Where one has several names, the last in the order of Ansible's plugins wins. */
export const NAMES = {
  host: ['ansible_host', 'ansible_ssh_host'],
  port: ['ansible_port', 'ansible_ssh_port'],
  user: ['ansible_user', 'ansible_ssh_user'],
  key: ['ansible_private_key_file', 'ansible_ssh_private_key_file'],
  password: ['ansible_password', 'ansible_ssh_pass', 'ansible_ssh_password'],
  connection: ['ansible_connection'],
  timeout: ['ansible_timeout', 'ansible_ssh_timeout'],
  hostKeyChecking: ['ansible_host_key_checking', 'ansible_ssh_host_key_checking'],
  executable: ['ansible_ssh_executable'],
  pkcs11: ['ansible_ssh_pkcs11_provider'],
  become: ['ansible_become'],
  becomeMethod: ['ansible_become_method'],
  /** In the order in which Ansible hands them to ssh. */
  sshArgs: ['ansible_ssh_args', 'ansible_ssh_common_args', 'ansible_ssh_extra_args'],
} as const;

/** Ways to become another user. */
export const BECOME_METHODS = ['sudo', 'su', 'doas'] as const;
export type BecomeMethod = (typeof BECOME_METHODS)[number];

/** The variables of a way to become another user; those of the way itself win. */
export const becomeNames = (method: BecomeMethod) => ({
  user: ['ansible_become_user', `ansible_${method}_user`],
  exe: ['ansible_become_exe', `ansible_${method}_exe`],
  flags: ['ansible_become_flags', `ansible_${method}_flags`],
  password: ['ansible_become_password', 'ansible_become_pass', `ansible_${method}_pass`],
});

const BECOME = BECOME_METHODS.map(becomeNames);

/** Variables that hold a password. */
export const PASSWORDS: readonly string[] = [
  ...new Set([...NAMES.password, ...BECOME.flatMap(({ password }) => password)]),
];

/** All variables of Ansible's own that umctl goes by. */
const READ: ReadonlySet<string> = new Set([
  ...Object.values(NAMES).flat(),
  ...BECOME.flatMap((names) => Object.values(names).flat()),
  'ansible_group_priority',
]);

/** Whether a variable says how a host is reached. */
export const isOfConnection = (name: string): boolean => READ.has(name);

/** Others of Ansible's own that look like a misspelt one of those. */
const OTHERS: ReadonlySet<string> = new Set([
  ...['ansible_scp_extra_args', 'ansible_sftp_extra_args', 'ansible_scp_executable', 'ansible_sftp_executable'],
  ...['ansible_ksu_user', 'ansible_ksu_pass', 'ansible_dzdo_user', 'ansible_dzdo_pass', 'ansible_become_plugin'],
  ...['ansible_su_prompt_l10n', 'ansible_ssh_retries', 'ansible_ssh_use_tty', 'ansible_connection_user'],
]);

/** What a variable of Ansible's that umctl does not read may have been meant to be: names to look for it among. */
export const namesNear = (name: string): ReadonlySet<string> => (READ.has(name) || OTHERS.has(name) ? new Set() : READ);
