import { EXIT, HostError } from '../core/errors.ts';
import { atHome, fileList, LISTS, type ListOptions } from './file-list.ts';
import { isNone, type Resolved } from './resolved.ts';

/** The files that a configuration names. */
export interface Files {
  readonly identityFiles: readonly string[];
  readonly certificateFiles: readonly string[];
  /** The agent's socket; undefined = no agent. */
  readonly agentSocket: string | undefined;
  readonly userKnownHostsFiles: readonly string[];
  readonly globalKnownHostsFiles: readonly string[];
  /** They list keys that no host may show. */
  readonly revokedHostKeysFiles: readonly string[];
}

export interface FilesOptions {
  /** The host's name in the inventory. */
  readonly name: string;
  /** What ssh makes of the tokens and variables of a path. */
  readonly expand: (path: string) => Promise<string>;
  readonly written: (keyword: ListOptions['keyword']) => Promise<readonly string[] | undefined>;
}

/**
 * Finds the files that a resolved configuration names. `ssh -G` prints the lists of known_hosts files and the agent's path
 * expanded, so their `%` stands for itself; identity and certificate files it prints as they are written.
 * @throws HostError (unreachable) where it is left open which file is meant
 */
export async function findFiles(resolved: Resolved, { name, expand, written }: FilesOptions): Promise<Files> {
  const keys = (keyword: string): Promise<readonly string[]> =>
    Promise.all(
      resolved
        .all(keyword)
        .filter((file) => !isNone(file))
        .map((file) => (/%|\$\{|^~(?!\/)/.test(file) ? expand(file) : atHome(file))),
    );
  const list = async (keyword: ListOptions['keyword']): Promise<readonly string[]> => {
    const value = resolved.one(keyword);
    if (value === undefined) return [];
    const files = await fileList(value, { name, keyword, written: () => written(keyword) });
    return files.map((file) => inKnownHome(name, LISTS[keyword], file));
  };
  return {
    identityFiles: await keys('identityfile'),
    certificateFiles: await keys('certificatefile'),
    agentSocket: agentSocket(name, resolved.all('identityagent')[0] ?? ENVIRONMENT),
    userKnownHostsFiles: (await list('userknownhostsfile')).map(atHome),
    globalKnownHostsFiles: (await list('globalknownhostsfile')).map(atHome),
    // ssh takes the name of this one as it stands.
    revokedHostKeysFiles: await list('revokedhostkeys'),
  };
}

/** The home of somebody else is the only thing that ssh still expands in a path that it has printed. */
function inKnownHome(name: string, keyword: string, file: string): string {
  if (!/^~(?!\/)/.test(file)) return file;
  return refuse(name, `umctl does not resolve the home directory in ${keyword} ${file}`);
}

const ENVIRONMENT = 'SSH_AUTH_SOCK';

/** IdentityAgent of ssh_config(5): a path, `none`, or the name of an environment variable, with or without a `$`. */
function agentSocket(name: string, value: string): string | undefined {
  if (isNone(value)) return undefined;
  if (value === ENVIRONMENT) return process.env[ENVIRONMENT];
  if (/^\$\w+$/.test(value)) return process.env[value.slice(1)];
  // Old releases of ssh print it as it is written, new ones expanded.
  return /%|\$\{/.test(value)
    ? refuse(name, `ssh -G does not say what % and $ mean in IdentityAgent ${value}`)
    : atHome(value);
}

function refuse(host: string, message: string): never {
  throw new HostError({ host, exit: EXIT.unreachable, message, next: 'give the whole path, without ~, % and $' });
}
