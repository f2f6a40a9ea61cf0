import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { dnf } from '../../../../src/platform/providers/packages/rpm.ts';
import { packages } from '../../../../src/resources/package.ts';
import { type Node, openNode } from '../../resources/node.ts';

/** A package that a test makes. */
interface Rpm {
  readonly name: string;
  readonly version?: string;
  /** More of its spec file's head, such as `Requires: x`, and sections behind it, such as `%post`. */
  readonly head?: string;
  readonly sections?: string;
}

/** A node of its own with an empty rpm database, dnf, and what builds packages for it. */
export interface RpmNode extends Node {
  /** Makes a repository of packages in a folder below the node's root; dnf has it as its only one. */
  repository(folder: string, ...rpms: readonly Rpm[]): Promise<void>;
}

export const wanted = (...names: readonly string[]) => packages({ names, tool: dnf });

export async function openRpmNode(): Promise<RpmNode> {
  const node = await openNode({ ownRoot: true });
  mkdirSync(node.root, { recursive: true });
  // The directory of rpm's database is root's own on Debian.
  await node
    .given(`[ -e /umctl-own-root ]; mount -t tmpfs none /dev/shm; mount -t tmpfs none /run; mount -t tmpfs none "$HOME"
mkdir -p /etc/dnf /etc/yum.repos.d; rm -rf /var/cache/dnf
printf '[main]\\ngpgcheck=0\\nplugins=1\\npluginconfpath=/etc/dnf/plugins\\n' > /etc/dnf/dnf.conf`)
    .catch(async (error: unknown) => {
      await node.close();
      throw error;
    });
  return {
    ...node,
    async repository(folder, ...rpms) {
      const place = join(node.root, folder);
      mkdirSync(place, { recursive: true });
      for (const { name, version = '1', head = '', sections = '' } of rpms)
        writeFileSync(
          join(place, `${name}.spec`),
          `Name: ${name}\nVersion: ${version}\nRelease: 1\nSummary: x\nLicense: x\nBuildArch: noarch\n${head}\n` +
            `%description\nx\n${sections}\n%files\n`,
        );
      await node.given(`cd ${folder}; for spec in *.spec; do
rpmbuild -bb --quiet --define "_topdir $PWD/built" --define "_rpmdir $PWD" --define '_rpmfilename %{NAME}-%{VERSION}.rpm' "$spec" >/dev/null 2>&1
done; rm -rf built *.spec; createrepo_c --quiet .
printf '[here]\\nname=here\\nbaseurl=file://${place}\\nmetadata_expire=0\\n' > /etc/yum.repos.d/here.repo`);
    },
  };
}
