import type { Problem } from '../core/errors.ts';
import type { ConnectionSettings } from '../core/host.ts';
import { type Reader, variableReader } from './connection-variable.ts';
import type { Variables } from './groups.ts';
import { parseSshArgs } from './ssh-args.ts';

/** How to reach a host, as far as its variables can be understood, and what is wrong with the others. */
export interface Connecting {
  readonly settings: ConnectionSettings;
  readonly problems: readonly Problem[];
}

/**
 * Reads the connection variables of Ansible's ssh and sudo plugins (`ansible-doc -t connection ssh`, `-t become sudo`).
 * Where a setting has several names, the last one in the plugins' order wins. `home` stands for `~` in key files.
 */
export function connectionOf(name: string, vars: Variables, home: string): Connecting {
  const read = variableReader(vars);
  refuseOtherWays(read);
  const port = read.port(['ansible_port', 'ansible_ssh_port']);
  const user = read.word(['ansible_user', 'ansible_ssh_user']);
  const key = read.path(['ansible_private_key_file', 'ansible_ssh_private_key_file'], home);
  const password = read.secret(['ansible_password', 'ansible_ssh_pass', 'ansible_ssh_password']);
  const become = readBecome(read);
  const settings: ConnectionSettings = {
    host: read.word(['ansible_host', 'ansible_ssh_host']) ?? name,
    ...(port !== undefined && { port }),
    ...(user !== undefined && { user }),
    ...(key !== undefined && { privateKeyFile: key }),
    ...(password !== undefined && { password }),
    ...(become !== undefined && { become }),
    sshOptions: readSshOptions(read),
  };
  return { settings, problems: read.problems() };
}

function refuseOtherWays(read: Reader): void {
  read.oneOf('ansible_connection', ['ssh', 'smart'], 'umctl works over ssh only');
  read.oneOf('ansible_become_method', ['sudo'], 'umctl becomes another user with sudo only');
}

function readBecome(read: Reader): ConnectionSettings['become'] {
  const wanted = read.boolean('ansible_become');
  const user = read.word(['ansible_become_user', 'ansible_sudo_user']) ?? 'root';
  const password = read.secret(['ansible_become_password', 'ansible_become_pass', 'ansible_sudo_pass']);
  if (wanted !== true) return undefined;
  return { user, ...(password !== undefined && { password }) };
}

/** In the order in which Ansible hands them to ssh, where the first value of a keyword counts. */
function readSshOptions(read: Reader): Readonly<Record<string, string>> {
  const merged = new Map<string, readonly [string, string]>();
  for (const variable of ['ansible_ssh_args', 'ansible_ssh_common_args', 'ansible_ssh_extra_args']) {
    const parsed = parseSshArgs(read.text(variable) ?? '');
    if ('wrong' in parsed) read.refuse(variable, parsed.wrong);
    for (const [keyword, value] of 'wrong' in parsed ? [] : Object.entries(parsed.options)) {
      const known = keyword.toLowerCase();
      if (!merged.has(known)) merged.set(known, [keyword, value]);
    }
  }
  return Object.fromEntries(merged.values());
}
