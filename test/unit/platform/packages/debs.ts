import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { apt } from '../../../../src/platform/providers/packages/apt.ts';
import { packages } from '../../../../src/resources/package.ts';
import { type Node, openNode } from '../../resources/node.ts';

/** A package that a test makes. */
interface Deb {
  readonly name: string;
  readonly version?: string;
  /** More of its control file, such as `Depends: x`. */
  readonly control?: string;
  /** By path: `DEBIAN/postinst`, `etc/thing.conf`. */
  readonly files?: Readonly<Record<string, string>>;
}

/** A node of its own with an empty dpkg and apt of this machine, and what builds packages for it. */
export interface DebNode extends Node {
  /** Makes a repository of packages in a folder below the node's root; apt has it as its only one. */
  repository(folder: string, ...debs: readonly Deb[]): Promise<void>;
}

export const wanted = (...names: readonly string[]) => packages({ names, tool: apt });

export async function openDebNode(): Promise<DebNode> {
  const node = await openNode({ ownRoot: true });
  mkdirSync(join(node.root), { recursive: true });
  // Never this machine's own dpkg.
  await node
    .given(`[ -e /umctl-own-root ]; mount -t tmpfs none /dev/shm; mount -t tmpfs none /run; mkdir -p /run/lock
mkdir -p /etc/apt/sources.list.d /etc/apt/preferences.d /etc/apt/apt.conf.d /etc/apt/trusted.gpg.d
mkdir -p /var/lib/dpkg/info /var/lib/dpkg/updates /var/lib/dpkg/alternatives /var/lib/apt/lists/partial
: > /var/lib/dpkg/status; rm -rf /var/cache/apt; mkdir -p /var/cache/apt/archives/partial; : > /etc/apt/sources.list`)
    .catch(async (error: unknown) => {
      await node.close();
      throw error;
    });
  return {
    ...node,
    async repository(folder, ...debs) {
      for (const deb of debs) write(join(node.root, folder), deb);
      const build = debs.map(
        ({ name }) => `dpkg-deb --root-owner-group -Znone --build ${name} >/dev/null; rm -r ${name}`,
      );
      await node.given(`cd ${folder}; ${build.join('\n')}; dpkg-scanpackages -m . 2>/dev/null > Packages
echo 'deb [trusted=yes] copy:${join(node.root, folder)} ./' > /etc/apt/sources.list`);
    },
  };
}

function write(folder: string, { name, version = '1', control = '', files = {} }: Deb): void {
  const about = `Package: ${name}\nVersion: ${version}\nArchitecture: all\nMaintainer: nobody <nobody@example.org>\nDescription: ${name}\n${control}`;
  for (const [path, text] of Object.entries({ 'DEBIAN/control': `${about.trim()}\n`, ...files })) {
    const file = join(folder, name, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text, { mode: path.startsWith('DEBIAN/') && text.startsWith('#!') ? 0o755 : 0o644 });
  }
}
