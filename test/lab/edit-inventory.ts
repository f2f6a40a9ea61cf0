import { readFile, writeFile } from 'node:fs/promises';
import { type Document, parseDocument } from 'yaml';
import type { Lab } from '../../lab/index.ts';

/** Changes a lab's inventory as somebody with an editor does: what is not changed stays as it is, comments included. */
export async function editInventory({ files }: Lab, change: (inventory: Document) => void): Promise<void> {
  const document = parseDocument(await readFile(files.inventory, 'utf8'));
  change(document);
  await writeFile(files.inventory, document.toString({ lineWidth: 0 }));
}
