import type { Problem } from '../core/errors.ts';

/** Says which byte of a file is not UTF-8, and where it is. */
export function notUtf8(file: string, bytes: Uint8Array): Problem {
  const marks = `${bytes[0]},${bytes[1]}`;
  if (marks === '255,254' || marks === '254,255')
    return { at: { file, line: 1, column: 1 }, message: 'this file is UTF-16; save it as UTF-8' };
  // A byte that cannot be read becomes U+FFFD, which a file may also have in it as it is.
  const text = new TextDecoder().decode(bytes);
  let offset = 0;
  let wrong = -1;
  for (const sign of text) {
    if (sign === '\ufffd' && !(bytes[offset] === 0xef && bytes[offset + 1] === 0xbf && bytes[offset + 2] === 0xbd)) {
      wrong = offset;
      break;
    }
    offset += Buffer.byteLength(sign);
  }
  const before = new TextDecoder().decode(bytes.subarray(0, wrong)).split('\n');
  const byte = (bytes[wrong] ?? 0).toString(16).toUpperCase();
  return {
    at: { file, line: before.length, column: (before.at(-1)?.length ?? 0) + 1 },
    message: `the byte 0x${byte} is not UTF-8 text; save the file as UTF-8`,
  };
}
