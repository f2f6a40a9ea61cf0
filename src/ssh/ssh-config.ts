import { execFile } from 'node:child_process';
import { userInfo } from 'node:os';
import { promisify } from 'node:util';
import { EXIT, HostError } from '../core/errors.ts';
import { type ConnectionSettings, optionsOf } from '../core/host.ts';
import { defaultConfig } from './default-config.ts';
import { LISTS, linesThatSet } from './file-list.ts';
import { findFiles } from './files.ts';
import { readResolved } from './resolved.ts';
import { type Target, toTarget } from './target.ts';

/** How long OpenSSH's resolver may take (a `Match exec` may run anything), in milliseconds. */
const RESOLVER_LIMIT = 10_000;

/** How the inventory's options name the file of `ssh -F`, which has no keyword. */
const CONFIG_FILE = '-F';

/** The file that the inventory names with `-F`. */
export const configFileOf = ({ sshOptions }: ConnectionSettings): string | undefined =>
  [sshOptions[CONFIG_FILE] ?? []].flat()[0];

/**
 * What OpenSSH itself makes of a destination: its whole configuration, by `ssh -G` (ssh(1)), with the inventory's
 * settings as command-line options, so that precedence is OpenSSH's own. Plain defaults where there is no `ssh`.
 * `configFile` stands in for ~/.ssh/config and /etc/ssh/ssh_config, as `ssh -F` has it.
 * @throws HostError (unreachable) when ssh refuses the configuration.
 */
export async function resolveTarget(
  name: string,
  settings: ConnectionSettings,
  { configFile }: { readonly configFile?: string | undefined } = {},
): Promise<Target> {
  const { sshExecutable = 'ssh' } = settings;
  const ask = (...extra: readonly string[]) =>
    askSsh(name, sshExecutable, [
      '-G',
      ...(configFile === undefined ? [] : ['-F', configFile]),
      ...extra,
      ...sshArguments(settings),
    ]);
  const answer = await ask();
  if (answer === undefined)
    return sshExecutable === 'ssh' ? withoutSsh(name, settings) : noSuchSsh(name, sshExecutable);
  const resolved = readResolved(answer.stdout);
  const files = await findFiles(resolved, {
    name,
    // ControlPath is the setting that takes all tokens and is printed expanded. The first value given counts.
    async expand(path) {
      const asked = await ask(...option('ControlPath', path.replace(/%(.)/g, homeDirectory)));
      return readResolved(asked?.stdout ?? '').all('controlpath')[0] ?? path;
    },
    async written(keyword) {
      const own = given(settings, keyword);
      return own.length > 0 ? own : linesThatSet(keyword, (await ask('-v'))?.stderr ?? '');
    },
  });
  return toTarget(name, resolved, files);
}

/** Of the tokens of IdentityFile, old releases of ssh do not know this one in ControlPath. */
const homeDirectory = (token: string, letter: string): string =>
  letter === 'd' ? userInfo().homedir.replaceAll('%', '%%') : token;

/** Options come before the lines of files. */
const given = ({ sshOptions }: ConnectionSettings, keyword: string): readonly string[] =>
  optionsOf(sshOptions).flatMap(([key, value]) => (key.toLowerCase() === keyword ? [`${keyword} ${value}`] : []));

/** Undefined where there is no `ssh`. */
async function askSsh(name: string, program: string, args: readonly string[]) {
  try {
    return await promisify(execFile)(program, args, { timeout: RESOLVER_LIMIT });
  } catch (error) {
    const { code, stderr, message } = error as NodeJS.ErrnoException & { readonly stderr?: string };
    if (code === 'ENOENT') return undefined;
    throw new HostError(
      {
        host: name,
        exit: EXIT.unreachable,
        message: 'the ssh configuration for it is not valid',
        command: `${program} ${args.join(' ')}`,
        output: stderr?.trim() || message,
        next: 'correct the file that ssh names, or ansible_ssh_common_args in the inventory',
      },
      { cause: error },
    );
  }
}

function noSuchSsh(host: string, program: string): never {
  throw new HostError({
    host,
    exit: EXIT.unreachable,
    message: `ansible_ssh_executable: there is no ${program} on this machine`,
    next: 'correct it, or leave it out: umctl speaks SSH itself and only asks ssh for its configuration',
  });
}

/** Quotes, tokens and variables are ssh's to understand. */
async function withoutSsh(name: string, settings: ConnectionSettings): Promise<Target> {
  const refuse = (path: string): never => {
    throw new HostError({
      host: name,
      exit: EXIT.unreachable,
      message: `without an ssh on this machine umctl cannot tell which file ${path} is`,
      next: 'install the OpenSSH client, or give a whole path without blanks, quotes, % and $',
    });
  };
  const resolved = readResolved(defaultConfig(settings, userInfo().username));
  for (const value of Object.keys(LISTS).flatMap(resolved.all)) if (/["'\\%$]/.test(value)) refuse(value);
  const files = await findFiles(resolved, {
    name,
    expand: async (path) => refuse(path),
    written: async (keyword) => given(settings, keyword),
  });
  return toTarget(name, resolved, files);
}

const option = (keyword: string, path: string): readonly string[] => [
  '-o',
  `${keyword}="${path.replace(/["\\]/g, '\\$&')}"`,
];

/** What a host is to `ssh` on its command line. */
export const sshArguments = ({
  host,
  port,
  user,
  privateKeyFile,
  sshOptions,
}: ConnectionSettings): readonly string[] => [
  ...(port === undefined ? [] : ['-p', String(port)]),
  ...(user === undefined ? [] : ['-l', user]),
  // As an option and not by `-i`, which ignores a file that does not exist.
  ...(privateKeyFile === undefined ? [] : option('IdentityFile', privateKeyFile)),
  ...optionsOf(sshOptions).flatMap(([key, value]) => (key === CONFIG_FILE ? [] : ['-o', `${key}=${value}`])),
  '--',
  host,
];
