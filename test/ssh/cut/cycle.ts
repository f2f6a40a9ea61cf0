import { expect } from 'vitest';
import { applyVersion, type Way } from './apply.ts';
import type { CutNode } from './node.ts';
import { ADMIN_FILE, adminFile, contentOf, FILES, RECORD, type Version } from './site.ts';

/** Takes the host to a version by a run that is cut off, then by one that is not, and sees that all is well. */
export interface Cycle {
  readonly way: Way;
  /** How many runs have been cut off so far, by the kind of cut. */
  readonly cuts: ReadonlyMap<string, number>;
  /** One run to the other version, cut off by `cut`, which says where, or that the run was over before; then one more. */
  heal(kind: string, cut: (version: Version) => Promise<string | undefined>): Promise<string | undefined>;
}

export async function createCycle(node: Pick<CutNode, 'given' | 'read' | 'idle'>, way: Way): Promise<Cycle> {
  let version: Version = 'a';
  const cuts = new Map<string, number>();
  node.given(`printf '${'what the admin wrote\\n'}' > ${ADMIN_FILE}`);
  await applyVersion(version, way);
  return {
    way,
    cuts,
    async heal(kind, cut) {
      version = version === 'a' ? 'b' : 'a';
      node.given(': > /srv/log');
      const where = await cut(version);
      if (where !== undefined) cuts.set(kind, (cuts.get(kind) ?? 0) + 1);
      const label = `${kind}: version ${version}, cut at: ${where ?? 'nowhere'}`;
      const { exit, hosts } = await applyVersion(version, way);
      expect({ exit, failure: hosts[0]?.failure }, label).toEqual({ exit: 0, failure: undefined });
      await node.idle();
      for (const path of FILES) expect(node.read(path) === contentOf(path, version), `${path}, ${label}`).toBe(true);
      expect(node.read(ADMIN_FILE), label).toBe(adminFile(version));
      expect(node.given(LEFT_BEHIND), label).toBe('');
      expect(node.read('/srv/loaded') === contentOf('/srv/conf', version), `loaded, ${label}`).toBe(true);
      const loads = (node.read('/srv/log') ?? '').split('\n').filter((line) => line !== '');
      const record = node.read(RECORD)?.split('\n')[0];
      expect(loads.length, `loads, ${label}`).toBeGreaterThan(0);
      // One that was cut off before it was put on record is done once more: rather twice than never.
      expect(loads, `loads of what was loaded, ${label}`).not.toContain(`on record: ${record}`);
      return where;
    },
  };
}

/** New files beside old ones, copies that were not whole, private directories, records that were not finished, locks. */
const LEFT_BEHIND = `find /srv /var/lib /run /dev/shm \\( -name '.*.umctl' -o -name 'umctl.*' -o -name '*.new' -o -name .part \\) -print`;
