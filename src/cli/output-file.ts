import { accessSync, constants, statSync } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import type { Command } from 'commander';

/** A usage error, before any host is asked, where a file could not be written at the end. */
export function requireWritable(command: Command, option: string, file: string): void {
  const folder = path.dirname(path.resolve(file));
  if (!isWritable(folder))
    command.error(`error: ${option} ${file}: ${folder} is not a directory that you can write to`);
  if (statSync(file, { throwIfNoEntry: false })?.isDirectory())
    command.error(`error: ${option} ${file}: this is a directory; name a file in it`);
}

/** Writes a file whole or not at all; nobody but those whom `mode` lets reads it, not for an instant. */
export async function writeOutput(file: string, content: string, { mode }: { readonly mode: number }): Promise<void> {
  const unfinished = `${file}.${process.pid}.tmp`;
  try {
    const handle = await open(unfinished, 'wx', mode);
    try {
      await handle.writeFile(content);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(unfinished, file);
  } finally {
    await rm(unfinished, { force: true });
  }
}

function isWritable(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK);
    return statSync(folder).isDirectory();
  } catch {
    return false;
  }
}
