import type { Relations, Resource } from '../../../../core/resource.ts';
import { file } from '../../../../resources/file.ts';
import { accepts, FOLDER } from './generate.ts';

/** A file of umctl's own among netplan's, which others may not read, as netplan wants it; only one that netplan takes is put in place. */
export const netplanFile = (
  { name, content }: { readonly name: string; readonly content: string },
  relations: Relations,
): Resource =>
  file(
    { path: pathOf(name), content: `# Written by umctl.\n${content}`, mode: '0600', accepts: accepts(name) },
    relations,
  );

/** Last of all, as later files of netplan's win. */
export const pathOf = (name: string): string => `${FOLDER}/${name}`;
