import { readFile, stat } from 'node:fs/promises';
import type { Problem } from '../core/errors.ts';
import { notUtf8 } from './not-utf8.ts';

/** Larger files are no inventories, and would take more than seconds to read. In bytes. */
const LARGEST = 16 * 2 ** 20;

/** A text file, or why it cannot be read as one. */
export type Text = { readonly text: string; readonly hasByteOrderMark: boolean } | { readonly problem: Problem };

/** Reads a file of at most 16 MiB, or a pipe, as UTF-8. */
export async function readText(file: string): Promise<Text> {
  try {
    const status = await stat(file);
    if (status.isDirectory()) return refused(file, 'a directory, where a file was expected');
    if (!status.isFile() && !status.isFIFO() && file !== '/dev/null') return refused(file, 'neither a file nor a pipe');
    if (status.size > LARGEST) return tooLarge(file);
    return decode(file, await readFile(file));
  } catch (error) {
    return refused(file, reason(error));
  }
}

function decode(file: string, bytes: Uint8Array): Text {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return { text, hasByteOrderMark: bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf };
  } catch {
    return { problem: notUtf8(file, bytes) };
  }
}

const tooLarge = (file: string): Text => ({
  problem: {
    at: { file, line: 1, column: 1 },
    message: `the file is larger than ${LARGEST / 2 ** 20} MiB, too large for an inventory`,
  },
});

const refused = (file: string, why: string): Text => ({ problem: { message: `${file}: ${why}` } });

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'no such file',
  EACCES: 'not readable (permission denied)',
  ENOTDIR: 'no such file (a part of its path is not a directory)',
  ELOOP: 'not readable (its symbolic links go in circles)',
};

/** What a failed file operation says, in words. */
export function reason(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  return REASONS[code ?? ''] ?? `not readable (${message})`;
}
