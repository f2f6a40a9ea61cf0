/** The variables that say how to reach a host. Where one has several names, the last in the order of Ansible's plugins wins. */
export const NAMES = {
  host: ['ansible_host', 'ansible_ssh_host'],
  port: ['ansible_port', 'ansible_ssh_port'],
  user: ['ansible_user', 'ansible_ssh_user'],
  key: ['ansible_private_key_file', 'ansible_ssh_private_key_file'],
  password: ['ansible_password', 'ansible_ssh_pass', 'ansible_ssh_password'],
  connection: ['ansible_connection'],
  become: ['ansible_become'],
  becomeMethod: ['ansible_become_method'],
  becomeUser: ['ansible_become_user', 'ansible_sudo_user'],
  becomePassword: ['ansible_become_password', 'ansible_become_pass', 'ansible_sudo_pass'],
  /** In the order in which Ansible hands them to ssh. */
  sshArgs: ['ansible_ssh_args', 'ansible_ssh_common_args', 'ansible_ssh_extra_args'],
} as const;

/** All variables of Ansible's own that umctl goes by. */
const READ: ReadonlySet<string> = new Set([...Object.values(NAMES).flat(), 'ansible_group_priority']);

/** Others of Ansible's own that look like a misspelt one of those. */
const OTHERS: ReadonlySet<string> = new Set([
  ...['ansible_scp_extra_args', 'ansible_sftp_extra_args', 'ansible_su_user', 'ansible_su_pass'],
  ...['ansible_ksu_user', 'ansible_ksu_pass', 'ansible_sudo_exe', 'ansible_become_exe'],
  ...['ansible_dzdo_user', 'ansible_dzdo_pass'],
]);

/** What a variable of Ansible's that umctl does not read may have been meant to be: names to look for it among. */
export const namesNear = (name: string): ReadonlySet<string> => (READ.has(name) || OTHERS.has(name) ? new Set() : READ);
