/** Settings around an inventory, and hosts with variables of their own. */
export interface Scenario {
  readonly name: string;
  readonly config?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Of `ansible`. */
  readonly args?: readonly string[];
  /** The same for umctl. */
  readonly words?: Readonly<Record<string, string | boolean>>;
  readonly extraVars?: readonly string[];
  /** Whether all hosts are in it; each costs Ansible a process. */
  readonly whole?: true;
}

/** Hosts of a scenario that has not all of them. */
export const SOME: readonly number[] = [0, 1, 3, 4, 6, 8, 17, 19];

/** Variables of one host each, in JSON. */
export const HOSTS: readonly string[] = [
  '{}',
  '{"ansible_user": "me", "ansible_port": 2201}',
  '{"ansible_ssh_user": "old", "ansible_user": "new", "ansible_ssh_port": "2202"}',
  '{"ansible_user": null, "ansible_port": null, "ansible_ssh_private_key_file": null, "ansible_ssh_common_args": null}',
  '{"ansible_user": "", "ansible_private_key_file": ""}',
  '{"ansible_private_key_file": "~/my key", "ansible_ssh_private_key_file": "keys/relative"}',
  '{"ansible_ssh_args": "-o Port=2203 -o User=args -o ConnectTimeout=3 -i /etc/hosts -o IdentityFile=/b", "ansible_port": 22, "ansible_user": "var", "ansible_private_key_file": "/c"}',
  '{"ansible_ssh_common_args": "-o Port=2204 -o User=common -o IdentityFile=/d", "ansible_ssh_extra_args": "-p 2205 -l extra -i /etc/hostname"}',
  '{"ansible_ssh_common_args": "-p 2206 -l common", "ansible_port": 2207, "ansible_user": "var"}',
  '{"ansible_ssh_args": "", "ansible_ssh_common_args": "-J one,two -4"}',
  `{"ansible_ssh_common_args": "-o ProxyCommand='ssh -W %h:%p -q bastion' -o StrictHostKeyChecking=accept-new"}`,
  '{"ansible_ssh_extra_args": "-o \\"ProxyCommand nc %h %p\\" -o ProxyJump=second"}',
  '{"ansible_ssh_timeout": 33}',
  '{"ansible_timeout": "34"}',
  '{"ansible_timeout": 35, "ansible_ssh_timeout": 36}',
  '{"ansible_connection": "ansible.builtin.ssh", "ansible_become": true, "ansible_become_method": "ansible.builtin.sudo"}',
  '{"ansible_become": false, "ansible_become_user": "op"}',
  '{"ansible_become": "yes", "ansible_become_user": "op", "ansible_sudo_user": "sudoer"}',
  '{"ansible_become": true, "ansible_become_exe": "/opt/sudo", "ansible_become_flags": "-E -n"}',
  '{"ansible_become": true, "ansible_become_method": "su", "ansible_become_user": "op", "ansible_su_flags": "-", "ansible_become_exe": "su"}',
  '{"ansible_become": true, "ansible_become_method": "su", "ansible_su_user": "suer", "ansible_su_exe": "sudo su", "ansible_su_flags": ""}',
  '{"ansible_become": true, "ansible_become_user": "", "ansible_become_flags": ""}',
  '{"ansible_ssh_executable": "ssh", "ansible_host_key_checking": true}',
];

const CONFIG = `[defaults]
remote_user = cfg    ; who
remote_port: 2210
private_key_file = keys/cfg
timeout = 21
host_key_checking = yes
[ssh_connection]
ssh_args = -o ServerAliveInterval=7
   -o ServerAliveCountMax=2
ssh_common_args = '-o ProxyJump=cfg'
ssh_extra_args = -o AddressFamily=inet
[privilege_escalation]
become = True
become_user = cfgroot
become_method = sudo
become_flags = -H -k
become_exe = /cfg/sudo
`;

const ENV = {
  ANSIBLE_REMOTE_USER: 'env',
  ANSIBLE_REMOTE_PORT: '2211',
  ANSIBLE_PRIVATE_KEY_FILE: 'keys/env',
  ANSIBLE_TIMEOUT: '22',
  ANSIBLE_SSH_ARGS: '-o Port=2212',
  ANSIBLE_SSH_COMMON_ARGS: '-o ProxyJump=env',
  ANSIBLE_BECOME: 'true',
  ANSIBLE_BECOME_USER: 'envroot',
  ANSIBLE_SUDO_USER: 'envsudo',
  ANSIBLE_BECOME_FLAGS: '-k',
};

const ARGS = ['-u', 'opt', '--private-key', 'keys/opt', '--ssh-common-args=-o ProxyJump=opt', '-T', '23', '-b'];
const WORDS = {
  user: 'opt',
  privateKey: 'keys/opt',
  sshCommonArgs: '-o ProxyJump=opt',
  connectTimeout: '23',
  become: true,
};

export const SCENARIOS: readonly Scenario[] = [
  { name: 'nothing', whole: true },
  { name: 'ansible.cfg', config: CONFIG },
  { name: 'the environment over ansible.cfg', config: CONFIG, env: ENV },
  { name: 'options over both', whole: true, config: CONFIG, env: ENV, args: ARGS, words: WORDS },
  {
    name: 'options alone',
    args: [...ARGS, '--become-user', 'optroot', '--ssh-extra-args=-p 2213'],
    words: { ...WORDS, becomeUser: 'optroot', sshExtraArgs: '-p 2213' },
  },
  {
    name: 'plugins of their own',
    config:
      '[sudo_become_plugin]\nuser = plugin\nexecutable = /usr/local/bin/sudo\nflags = -H -k\n[privilege_escalation]\nbecome = yes\nbecome_user = general\n[ssh_connection]\ntimeout=24\n',
  },
  {
    name: 'empty ones',
    env: { ANSIBLE_REMOTE_USER: '', ANSIBLE_TIMEOUT: '', ANSIBLE_SSH_ARGS: '', ANSIBLE_REMOTE_PORT: '' },
    config: '[defaults]\nremote_user=cfg\nremote_port=2214\n',
  },
  {
    name: 'extra variables',
    config: CONFIG,
    args: ['-e', 'ansible_user=x ansible_port=2215', '-e', '{ansible_become: no}'],
    extraVars: ['ansible_user=x ansible_port=2215', '{ansible_become: no}'],
  },
];
