import { access, mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { must } from '../system/run.ts';

/** An apt with lists and caches of its own: reads the machine's proxies and mirror, changes nothing of the machine's. */
export interface PrivateApt {
  readonly mirror: string;
  readonly keyring: string;
  /** Directory of its package lists. */
  readonly lists: string;
  /** `apt-get`, `apt-cache` or another apt tool with this state; returns what it printed. */
  run(tool: string, ...args: string[]): Promise<string>;
  /** Command line of what `run` runs. */
  argv(tool: string, ...args: string[]): string[];
  /** Paths of the package files fetched so far. */
  downloaded(): Promise<string[]>;
}

export interface PrivateAptOptions {
  readonly directory: string;
  readonly suites: readonly string[];
  /** dpkg status to resolve dependencies against; default: nothing installed. */
  readonly status?: string;
  /** Another one of the same suites, whose package lists serve; default: they are fetched. */
  readonly listsOf?: PrivateApt;
}

/** Makes and fills a private apt state for some suites of Debian (apt.conf(5), Dir section). */
export async function privateApt(options: PrivateAptOptions): Promise<PrivateApt> {
  const { directory, suites, listsOf } = options;
  const [mirror, keyring] = await Promise.all([findMirror(), findKeyring()]);
  for (const part of ['state/lists/partial', 'cache/archives/partial']) {
    await mkdir(join(directory, part), { recursive: true });
  }
  const lists = listsOf?.lists ?? join(directory, 'state/lists');
  const sources = join(directory, 'sources.list');
  const emptyStatus = join(directory, 'status');
  await writeFile(sources, suites.map((suite) => `deb [signed-by=${keyring}] ${mirror} ${suite} main\n`).join(''));
  await writeFile(emptyStatus, '');
  const settings = {
    'Dir::State': join(directory, 'state'),
    'Dir::State::lists': lists,
    'Dir::State::status': options.status ?? emptyStatus,
    'Dir::Cache': join(directory, 'cache'),
    // A machine that was made of a container image may have apt keep its disk small at the price of its time.
    'Dir::Cache::pkgcache': 'pkgcache.bin',
    'Dir::Cache::srcpkgcache': 'srcpkgcache.bin',
    'Acquire::GzipIndexes': 'false',
    'Dir::Etc::sourcelist': sources,
    'Dir::Etc::sourceparts': '/dev/null',
    'Dir::Etc::preferences': '/dev/null',
    'Dir::Etc::preferencesparts': '/dev/null',
    'APT::Sandbox::User': 'root',
    'APT::Install-Recommends': 'false',
    'Acquire::Languages': 'none',
    'Acquire::Retries': '3',
  };
  const flags = Object.entries(settings).flatMap(([key, value]) => ['-o', `${key}=${value}`]);
  const archives = join(directory, 'cache/archives');
  const apt: PrivateApt = {
    mirror,
    keyring,
    lists,
    run: (tool, ...args) => must([tool, ...flags, ...args]),
    argv: (tool, ...args) => [tool, ...flags, ...args],
    downloaded: async () => {
      const files = await readdir(archives);
      return files.filter((file) => file.endsWith('.deb')).map((file) => join(archives, file));
    },
  };
  if (listsOf === undefined) await apt.run('apt-get', '-q', 'update');
  return apt;
}

/**
 * The Debian mirror this machine itself uses, so that no host name stands in this repository and a company's own
 * mirror is honoured. Asks apt for its configured index targets (apt-get(8), indextargets).
 */
async function findMirror(): Promise<string> {
  const format = '$(LABEL)|$(REPO_URI)';
  const lines = (await must(['apt-get', 'indextargets', '--format', format, 'Created-By: Packages'])).split('\n');
  const targets = lines.filter(Boolean).map((line) => {
    const [label = '', uri = ''] = line.split('|');
    return { label, uri };
  });
  // Without a label apt has never fetched that source's lists; a security archive does not carry whole suites.
  const found =
    targets.find((target) => target.label === 'Debian') ?? targets.find(({ uri }) => /debian\/?$/.test(uri));
  if (!found)
    throw new Error('apt has no Debian mirror configured: add one to /etc/apt/sources.list.d, then run apt-get update');
  return found.uri;
}

async function findKeyring(): Promise<string> {
  for (const name of ['debian-archive-keyring.gpg', 'debian-archive-keyring.pgp']) {
    const path = join('/usr/share/keyrings', name);
    if (
      await access(path).then(
        () => true,
        () => false,
      )
    )
      return path;
  }
  throw new Error('no Debian archive keyring in /usr/share/keyrings: apt-get install debian-archive-keyring');
}
