import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { recipeDigest } from '../../../lab/image/digest.ts';

describe('recipeDigest', () => {
  let directory: string;
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'umctl-digest-'));
    await mkdir(join(directory, 'deep'));
    await writeFile(join(directory, 'recipe.ts'), 'one');
    await writeFile(join(directory, 'deep/file'), 'two');
  });
  afterEach(() => rm(directory, { recursive: true }));

  it('is the same for the same files, wherever they are', async () => {
    const before = await recipeDigest([directory]);
    await rename(directory, `${directory}-moved`);
    expect(await recipeDigest([`${directory}-moved`])).toBe(before);
    await rename(`${directory}-moved`, directory);
  });

  it('changes with any content, any name, and any single file it is given', async () => {
    const digests = [await recipeDigest([directory])];
    await writeFile(join(directory, 'deep/file'), 'three');
    digests.push(await recipeDigest([directory]));
    await rename(join(directory, 'deep/file'), join(directory, 'deep/other'));
    digests.push(await recipeDigest([directory]));
    digests.push(await recipeDigest([directory, join(directory, 'recipe.ts')]));
    expect(new Set(digests).size).toBe(4);
  });
});
