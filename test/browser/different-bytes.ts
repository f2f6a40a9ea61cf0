import { inflateSync } from 'node:zlib';

/** How many bytes of a PNG's filtered rows are not zero (PNG specification, 9 Filtering): next to none, if it is blank. */
export function differentBytes(png: Buffer): number {
  const parts: Buffer[] = [];
  // After the signature of 8 bytes, chunks of: length, type, data, checksum.
  for (let at = 8; at < png.length; at += 12 + png.readUInt32BE(at))
    if (png.toString('latin1', at + 4, at + 8) === 'IDAT')
      parts.push(png.subarray(at + 8, at + 8 + png.readUInt32BE(at)));
  return inflateSync(Buffer.concat(parts)).reduce((sum, byte) => sum + (byte === 0 ? 0 : 1), 0);
}
