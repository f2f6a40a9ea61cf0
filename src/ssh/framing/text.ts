import { quote } from '../../core/sh.ts';

/** One argument of a Linux process holds 128 KiB (execve(2), MAX_ARG_STRLEN), the NUL at its end included. */
const LONGEST_TEXT = 128 * 1024 - 1;

/** @throws when shell text is too long to be passed to `sh -c`. */
export function checkLength(text: string): string {
  const length = Buffer.byteLength(text);
  if (length <= LONGEST_TEXT) return text;
  throw new Error(
    `a shell text of ${length} bytes is longer than the ${LONGEST_TEXT} that sh -c takes; pass the bulk of it on stdin: ` +
      `${text.slice(0, 60)}…`,
  );
}

/** The same of many. */
export function checkLengths(all: readonly { readonly text: string }[]): void {
  for (const { text } of all) checkLength(text);
}

/**
 * Shell text that prints `content` exactly, by the prelude's `say`: the content shows in no process's arguments, and it
 * needs no file as some shells' here-documents do. No variable of a shell holds a NUL byte; printf makes those, alone.
 */
export function printText(content: string): string {
  const said = (piece: string): string => (piece === '' ? ':' : `say ${quote(piece)}`);
  const [first = '', ...rest] = content.split('\0');
  if (rest.length === 0) return said(first);
  return `{ ${[said(first), ...rest.map((piece) => `printf '\\000'; ${said(piece)}`)].join('; ')}; }`;
}
