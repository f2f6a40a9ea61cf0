// Makes the lab that appliedLab copies, unless it is there and of this very umctl and image. Run under a lock.
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { buildOf, imageOf } from '../../../lab/image/cache.ts';
import { recipeDigest } from '../../../lab/image/digest.ts';
import { ensureImage } from '../../../lab/image/ensure.ts';
import { labUp } from '../../../lab/index.ts';
import { checkout, labDirectory } from '../../../lab/model/paths.ts';
import { askBare, begin } from '../cluster/beginning.ts';
import { until } from '../umctl.ts';
import { unhurried } from '../unhurried.ts';
import { APPLIED, BEGINNING } from './lab.ts';

const stamp = path.join(labDirectory(APPLIED), 'made-of');

async function madeOf(): Promise<string> {
  await ensureImage({ suite: 'bookworm', log: () => undefined });
  const sources = ['dist', 'bin', 'inventory.example.yaml', 'test/lab/unhurried.ts'].map((name) =>
    path.join(checkout, name),
  );
  return `${await recipeDigest(sources)} ${await buildOf(await imageOf('bookworm'))}`;
}

async function make(): Promise<void> {
  const lab = await labUp({ lab: APPLIED, fresh: true });
  try {
    const bare = await askBare(await unhurried(lab));
    const beginning = await begin(lab);
    const { code, stdout, stderr } = beginning.apply;
    if (code !== 0) throw new Error(`apply: exit ${code}\n${stdout}${stderr}`);
    await writeFile(BEGINNING, JSON.stringify({ ...bare, ...beginning }));
    await Promise.all(lab.hosts.map(({ name }) => lab.exec(name, ['systemctl', 'poweroff'])));
    await until('both hosts are off', 120, async () => (await lab.status()).every(({ state }) => state === 'halted'));
  } finally {
    await lab.down();
  }
}

const wanted = await madeOf();
if ((await readFile(stamp, 'utf8').catch(() => '')) !== wanted) {
  await make();
  await writeFile(stamp, wanted);
}
