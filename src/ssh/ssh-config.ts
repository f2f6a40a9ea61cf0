import { execFile } from 'node:child_process';
import { userInfo } from 'node:os';
import { promisify } from 'node:util';
import { EXIT, HostError } from '../core/errors.ts';
import type { ConnectionSettings } from '../core/host.ts';
import { defaultConfig } from './default-config.ts';
import { parseResolved, type Target } from './target.ts';

/** How long OpenSSH's resolver may take (a `Match exec` may run anything), in milliseconds. */
const RESOLVER_LIMIT = 10_000;

/** How the inventory's options name the file of `ssh -F`, which has no keyword. */
export const CONFIG_FILE = '-F';

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
  const args = ['-G', ...(configFile === undefined ? [] : ['-F', configFile]), ...sshArguments(settings)];
  try {
    const { stdout } = await promisify(execFile)('ssh', args, { timeout: RESOLVER_LIMIT });
    return parseResolved(name, stdout);
  } catch (error) {
    const { code, stderr, message } = error as NodeJS.ErrnoException & { readonly stderr?: string };
    if (code === 'ENOENT') return parseResolved(name, defaultConfig(settings, userInfo().username));
    throw new HostError(
      {
        host: name,
        exit: EXIT.unreachable,
        message: 'the ssh configuration for it is not valid',
        command: `ssh ${args.join(' ')}`,
        output: stderr?.trim() || message,
        next: 'correct the file that ssh names, or ansible_ssh_common_args in the inventory',
      },
      { cause: error },
    );
  }
}

/** As an option and not by `-i`, which ignores a file that does not exist. */
const identityFile = (path: string): readonly string[] => ['-o', `IdentityFile="${path.replace(/["\\]/g, '\\$&')}"`];

const sshArguments = ({ host, port, user, privateKeyFile, sshOptions }: ConnectionSettings): readonly string[] => [
  ...(port === undefined ? [] : ['-p', String(port)]),
  ...(user === undefined ? [] : ['-l', user]),
  ...(privateKeyFile === undefined ? [] : identityFile(privateKeyFile)),
  ...Object.entries(sshOptions).flatMap(([key, value]) => (key === CONFIG_FILE ? [] : ['-o', `${key}=${value}`])),
  '--',
  host,
];
