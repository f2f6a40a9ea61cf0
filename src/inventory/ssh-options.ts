import type { ConnectionSettings } from '../core/host.ts';
import { parseSshArgs, type SshOption } from '../core/ssh-args.ts';
import { NAMES } from './connection-names.ts';
import type { Reader } from './connection-variable.ts';

type Settings = Pick<ConnectionSettings, 'port' | 'user' | 'privateKeyFile' | 'sshOptions'>;

/** Keywords of which ssh goes by every value and not by the first alone. */
const ALL_COUNT: ReadonlySet<string> = new Set(['identityfile', 'certificatefile']);

/**
 * What Ansible would have ssh go by. It builds a command line, of which the first value of a keyword counts:
 * `ansible_ssh_args`, then the port, the key, the user and the timeout, then the other arguments.
 */
export function readSshOptions(read: Reader, home: string): Settings {
  const [first, ...later] = NAMES.sshArgs.map((variable) => argumentsOf(read, variable));
  const before = first ?? [];
  const [port, user, key] = [read.port(NAMES.port), read.wordOrEmpty(NAMES.user), read.path(NAMES.key, home)];
  const seconds = read.seconds(NAMES.timeout);
  const has = (keyword: string): boolean => before.some(([name]) => name.toLowerCase() === keyword);
  const own = {
    ...(port !== undefined && !has('port') && { port }),
    ...(user !== undefined && !has('user') && { user }),
    ...(key !== undefined && !has('identityfile') && { privateKeyFile: key }),
  };
  const options: readonly SshOption[] = [
    ...before,
    ...(key !== undefined && has('identityfile') ? [['IdentityFile', quoted(key)] as const] : []),
    ...(seconds === undefined ? [] : [['ConnectTimeout', String(seconds)] as const]),
    ...later.flat(),
  ];
  const shadowed = new Set([...(port === undefined ? [] : ['port']), ...(user === undefined ? [] : ['user'])]);
  const counting = options.filter(([name], at) => at < before.length || !shadowed.has(name.toLowerCase()));
  return { ...own, sshOptions: merged(counting) };
}

function argumentsOf(read: Reader, variable: string): readonly SshOption[] {
  const parsed = parseSshArgs(read.text([variable]) ?? '');
  if ('options' in parsed) return parsed.options;
  read.refuse([variable], parsed.wrong);
  return [];
}

const quoted = (path: string): string => `"${path.replace(/["\\]/g, '\\$&')}"`;

function merged(options: readonly SshOption[]): ConnectionSettings['sshOptions'] {
  const values = new Map<string, readonly [string, string | readonly string[]]>();
  for (const [name, value] of options) {
    const known = name.toLowerCase();
    const [written, before] = values.get(known) ?? [];
    if (before === undefined) values.set(known, [name, value]);
    else if (ALL_COUNT.has(known)) values.set(known, [written ?? name, [before, value].flat()]);
  }
  return Object.fromEntries(values.values());
}
