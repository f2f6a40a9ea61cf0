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

/**
 * Shell text that prints `content` exactly. printf is built into every sh, so that the content shows in no process's
 * arguments, and it needs no file as some shells' here-documents do.
 */
export function printText(content: string): string {
  const format = content
    .replaceAll('\\', '\\\\')
    .replaceAll('%', '%%')
    .replaceAll('\0', '\\000')
    .replaceAll("'", `'\\''`)
    // As an armored key begins: printf would take it for an option.
    .replace(/^-/, '\\055');
  return `printf '${format}'`;
}
