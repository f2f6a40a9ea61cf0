import { createHash } from 'node:crypto';

/** The type that a public key in SSH's wire format names (RFC 4253, 6.6), or '' when it is no key. */
export const keyType = (key: Buffer): string => {
  if (key.length < 8) return '';
  const length = key.readUInt32BE(0);
  return length <= key.length - 4 ? key.toString('latin1', 4, 4 + length) : '';
};

/** The fingerprint as OpenSSH shows it. */
export const fingerprint = (key: Buffer): string =>
  `SHA256:${createHash('sha256').update(key).digest('base64').replace(/=+$/, '')}`;
