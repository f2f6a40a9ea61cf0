import { keyType } from './host-key.ts';

/** A public key as a line of text has it: `type base64`, and perhaps a comment. */
export interface WrittenKey {
  readonly type: string;
  /** In wire format; what could be made of it where it is not sound. */
  readonly key: Buffer;
  /** Whether OpenSSH would read it as this very key. */
  readonly sound: boolean;
}

/** The smallest RSA key that OpenSSH reads, in bits. */
const SMALLEST_RSA = 1024;

/** Reads a key with the rules of OpenSSH: blanks and tabs part words, base64 is whole, and nothing comes after the key. */
export function readWrittenKey(text: string): WrittenKey {
  const [, type = '', base64 = ''] = /^[ \t]*([^ \t]*)[ \t]*([^ \t]*)/.exec(text) ?? [];
  // OpenSSH skips other white space in the middle of base64.
  const bare = base64.replace(/[\n\v\f\r]/g, '');
  const key = Buffer.from(bare, 'base64');
  return { type, key, sound: keyType(key) === type && key.toString('base64') === bare && isWhole(type, key) };
}

/** The size of an RSA key in bits; undefined for other keys. */
export function rsaBits(key: Buffer): number | undefined {
  const [type, , modulus] = parts(key) ?? [];
  if (type?.toString('latin1') !== 'ssh-rsa' || modulus === undefined) return undefined;
  const bits = modulus.toString('hex').replace(/^(00)+/, '');
  return bits === '' ? 0 : (bits.length - 1) * 4 + Number.parseInt(bits.charAt(0), 16).toString(2).length;
}

/** How long each part of a key is, after its type (RFC 8709, RFC 5656, PROTOCOL.u2f); 0 = as long as it likes. */
const PARTS: Readonly<Record<string, readonly number[]>> = {
  'ssh-ed25519': [32],
  'ssh-rsa': [0, 0],
  'ssh-dss': [0, 0, 0, 0],
  'ecdsa-sha2-nistp256': [8, 65],
  'ecdsa-sha2-nistp384': [8, 97],
  'ecdsa-sha2-nistp521': [8, 133],
  'sk-ssh-ed25519@openssh.com': [32, 0],
  'sk-ecdsa-sha2-nistp256@openssh.com': [8, 65, 0],
};

function isWhole(type: string, key: Buffer): boolean {
  const lengths = Object.hasOwn(PARTS, type) ? PARTS[type] : undefined;
  const [, ...rest] = parts(key) ?? [];
  if (lengths === undefined || rest.length !== lengths.length) return false;
  return (
    lengths.every((length, i) => length === 0 || length === rest[i]?.length) &&
    (rsaBits(key) ?? SMALLEST_RSA) >= SMALLEST_RSA
  );
}

/** The strings of SSH's wire format that a key consists of; undefined where they do not end with the key. */
function parts(key: Buffer): readonly Buffer[] | undefined {
  const found: Buffer[] = [];
  for (let at = 0; at < key.length; ) {
    const end = at + 4 + (at + 4 <= key.length ? key.readUInt32BE(at) : 0);
    if (end > key.length || at + 4 > key.length) return undefined;
    found.push(key.subarray(at + 4, end));
    at = end;
  }
  return found;
}
