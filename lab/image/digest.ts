import { createHash } from 'node:crypto';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join, relative } from 'node:path';

/**
 * Digest of every file at or below the given paths, by name and content: an image is as old as the recipe it came from.
 * What lies below `without` does not count. Sixteen hexadecimal digits, the same on every machine.
 */
export async function recipeDigest(
  paths: readonly string[],
  { without = [] }: { readonly without?: readonly string[] } = {},
): Promise<string> {
  const hash = createHash('sha256');
  const counts = (file: string): boolean => !without.some((folder) => file.startsWith(join(folder, '/')));
  for (const path of paths) {
    for (const file of (await filesBelow(path)).filter(counts)) {
      hash
        .update(`${relative(path, file)}\0`)
        .update(await readFile(file))
        .update('\0');
    }
  }
  return hash.digest('hex').slice(0, 16);
}

async function filesBelow(path: string): Promise<string[]> {
  if (!(await stat(path)).isDirectory()) return [path];
  const entries = await readdir(path, { withFileTypes: true, recursive: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}
