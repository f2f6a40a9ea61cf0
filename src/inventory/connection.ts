import type { Problem } from '../core/errors.ts';
import type { ConnectionSettings } from '../core/host.ts';
import { NAMES } from './connection-names.ts';
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
 * `home` stands for `~` in key files.
 */
export function connectionOf(name: string, vars: Variables, home: string): Connecting {
  const read = variableReader(vars);
  refuseOtherWays(read);
  const port = read.port(NAMES.port);
  const user = read.word(NAMES.user);
  const key = read.path(NAMES.key, home);
  const password = read.secret(NAMES.password);
  const become = readBecome(read);
  const settings: ConnectionSettings = {
    host: read.word(NAMES.host) ?? name,
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
  read.oneOf(NAMES.connection[0], ['ssh', 'smart'], 'umctl works over ssh only');
  read.oneOf(NAMES.becomeMethod[0], ['sudo'], 'umctl becomes another user with sudo only');
}

function readBecome(read: Reader): ConnectionSettings['become'] {
  const wanted = read.boolean(NAMES.become[0]);
  const user = read.word(NAMES.becomeUser) ?? 'root';
  const password = read.secret(NAMES.becomePassword);
  if (wanted !== true) return undefined;
  return { user, ...(password !== undefined && { password }) };
}

/** The first value of a keyword counts, as with ssh. */
function readSshOptions(read: Reader): Readonly<Record<string, string>> {
  const merged = new Map<string, readonly [string, string]>();
  for (const variable of NAMES.sshArgs) {
    const parsed = parseSshArgs(read.text(variable) ?? '');
    if ('wrong' in parsed) read.refuse(variable, parsed.wrong);
    for (const [keyword, value] of 'wrong' in parsed ? [] : Object.entries(parsed.options)) {
      const known = keyword.toLowerCase();
      if (!merged.has(known)) merged.set(known, [keyword, value]);
    }
  }
  return Object.fromEntries(merged.values());
}
