import type { Problem } from '../core/errors.ts';
import type { ConnectionSettings } from '../core/host.ts';
import { readBecome } from './become.ts';
import { NAMES } from './connection-names.ts';
import { type Reader, variableReader } from './connection-variable.ts';
import type { Variables } from './groups.ts';
import { readSshOptions } from './ssh-options.ts';

/** How to reach a host, as far as its variables can be understood, and what is wrong with the others. */
export interface Connecting {
  readonly settings: ConnectionSettings;
  readonly problems: readonly Problem[];
}

/** What counts beside a host's own variables. */
export interface ConnectionSurroundings {
  /** Stands for `~` in key files. */
  readonly home: string;
  /** What counts where a host says nothing, the first before the next: the command line, the environment, ansible.cfg. */
  readonly defaults?: readonly Variables[];
  /** Whether keys that nothing is known about are accepted, by the command line. */
  readonly acceptNewHostKeys?: boolean;
}

/**
 * Reads the connection variables of Ansible's ssh plugin and of its plugins that become another user (`ansible-doc -t
 * connection ssh`, `-t become sudo`).
 */
export function connectionOf(
  name: string,
  vars: Variables,
  { home, defaults = [], acceptNewHostKeys = false }: ConnectionSurroundings,
): Connecting {
  const read = variableReader([vars, ...defaults]);
  refuseOtherWays(read);
  if (!acceptNewHostKeys) refuseUnchecked(read);
  const password = read.secret(NAMES.password);
  const become = readBecome(read);
  const executable = readExecutable(read);
  const settings: ConnectionSettings = {
    host: read.word(NAMES.host) ?? name,
    ...readSshOptions(read, home),
    ...(password !== undefined && { password }),
    ...(become !== undefined && { become }),
    ...(executable !== undefined && { sshExecutable: executable }),
  };
  return { settings, problems: read.problems() };
}

const CONNECTIONS: ReadonlyMap<string, 'ssh'> = new Map(
  ['ssh', 'smart', 'ansible.builtin.ssh', 'ansible.legacy.ssh'].map((name) => [name, 'ssh']),
);

function refuseOtherWays(read: Reader): void {
  read.oneOf(NAMES.connection, CONNECTIONS, 'umctl works over ssh only (ssh)');
  if (read.text(NAMES.pkcs11) !== undefined && read.text(NAMES.pkcs11) !== '')
    read.refuse(NAMES.pkcs11, 'umctl does not read keys from cards; add the key to an ssh-agent with ssh-add -s');
}

const UNCHECKED =
  'umctl always checks host keys; delete this, and use --accept-new-host-keys for hosts that are not in known_hosts (changed keys are still refused)';

function refuseUnchecked(read: Reader): void {
  if (read.boolean(NAMES.hostKeyChecking) === false) read.refuse(NAMES.hostKeyChecking, UNCHECKED);
}

/** umctl speaks SSH itself, and has `ssh -G` tell the configuration: another OpenSSH will do, what wraps it will not. */
function readExecutable(read: Reader): string | undefined {
  const executable = read.text(NAMES.executable);
  if (executable === undefined || executable === '' || executable === 'ssh') return undefined;
  if (/^[^\s\p{Cc}-][^\s\p{Cc}]*$/u.test(executable) && /(?:^|\/)ssh$/.test(executable)) return executable;
  read.refuse(
    NAMES.executable,
    `found ${JSON.stringify(executable)}; umctl speaks SSH itself and takes the path of an OpenSSH ssh only; write what the program adds in ansible_ssh_common_args`,
  );
  return undefined;
}
