import { createCipheriv, createHmac, pbkdf2Sync, randomBytes } from 'node:crypto';

/** An ansible-vault text (1.1, AES256) of a value; the way back is tested with texts that ansible-vault made. */
export function encrypt(value: string, password: string): string {
  const salt = randomBytes(32);
  const keys = pbkdf2Sync(password, salt, 10_000, 80, 'sha256');
  const padding = 16 - (Buffer.byteLength(value) % 16);
  const cipher = createCipheriv('aes-256-ctr', keys.subarray(0, 32), keys.subarray(64));
  const ciphertext = cipher.update(Buffer.concat([Buffer.from(value), Buffer.alloc(padding, padding)]));
  const hmac = createHmac('sha256', keys.subarray(32, 64)).update(ciphertext).digest();
  const parts = [salt, hmac, ciphertext].map((part) => part.toString('hex')).join('\n');
  const lines =
    Buffer.from(parts)
      .toString('hex')
      .match(/.{1,80}/g) ?? [];
  return ['$ANSIBLE_VAULT;1.1;AES256', ...lines].join('\n');
}
