import { createDecipheriv, createHmac, pbkdf2Sync, timingSafeEqual } from 'node:crypto';
import type { Envelope } from './envelope.ts';

const ROUNDS = 10_000;
const KEY_BYTES = 32;
const IV_BYTES = 16;

/**
 * What is in the envelope; undefined when the password is not the one it was made with, or the text was changed since.
 * The algorithm is Ansible's `VaultAES256`: PBKDF2-SHA256 gives a key for AES-256-CTR, one for HMAC-SHA256, and the
 * counter's start; the text is padded as PKCS #7 has it.
 */
export function decrypt({ salt, hmac, ciphertext }: Envelope, password: Uint8Array): Buffer | undefined {
  const derived = pbkdf2Sync(password, salt, ROUNDS, 2 * KEY_BYTES + IV_BYTES, 'sha256');
  const [cipherKey, hmacKey] = [derived.subarray(0, KEY_BYTES), derived.subarray(KEY_BYTES, 2 * KEY_BYTES)];
  if (!timingSafeEqual(createHmac('sha256', hmacKey).update(ciphertext).digest(), hmac)) return undefined;
  const decipher = createDecipheriv('aes-256-ctr', cipherKey, derived.subarray(2 * KEY_BYTES));
  const padded = Buffer.concat([decipher.update(ciphertext), decipher.final()]);
  return padded.subarray(0, padded.length - (padded.at(-1) ?? 0));
}
