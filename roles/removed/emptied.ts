import type { Resource } from '../../src/core/resource.ts';
import { sh } from '../../src/core/sh.ts';
import { command } from '../../src/resources/command.ts';
import type { KeptTrace } from './traces.ts';

/** Folders that are there for umctl's files alone: its own, and those of what it adds to systemd's units. */
const FOLDER = /\/umctl$|\.service\.d$/;

/** The folders that umctl made for files which go, where nothing else is in them. */
export function noEmptyFolders(kept: readonly KeptTrace[], files: readonly Resource[]): readonly Resource[] {
  const made = kept.flatMap(({ path, kind }) => (kind === 'absent' ? [path.replace(/\/[^/]*$/, '')] : []));
  const folders = [...new Set(made)].filter((folder) => FOLDER.test(folder));
  if (folders.length === 0) return [];
  return [
    command(
      {
        key: 'no folder of umctl is left empty',
        name: `remove ${folders.join(', ')} if empty`,
        unless: sh`for folder in ${folders}; do [ ! -d "$folder" ] || [ -n "$(ls -A "$folder")" ] || exit 1; done`,
        run: sh`for folder in ${folders}; do [ ! -d "$folder" ] || [ -n "$(ls -A "$folder")" ] || rmdir "$folder"; done`,
      },
      { resetBy: files.map((resource) => ({ resource })) },
    ),
  ];
}
