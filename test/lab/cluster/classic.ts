import { readFile, writeFile } from 'node:fs/promises';
import { test } from 'vitest';
import { parseDocument } from 'yaml';
import type { Act } from './story.ts';

/** The seed's own way: plain haresources, ldirectord on the active director only. */
export const classic: Act = ({ lab }) => {
  test('the inventory says that duties pass the classic way', async () => {
    const { inventory } = lab().files;
    const document = parseDocument(await readFile(inventory, 'utf8'));
    document.setIn(['all', 'vars', 'handover'], 'classic');
    await writeFile(inventory, document.toString({ lineWidth: 0 }));
  });
};
