import { execFileSync } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { join } from 'node:path';
import { wire } from '../../wire.ts';
import { type KeyType, makeKey, publicKey, type Sshd } from '../sshd.ts';

/** What lines of known_hosts are made of. */
export interface Keys {
  /** As known_hosts names the server. */
  readonly name: string;
  /** The key that the server shows, and one that it has not. */
  right(type?: KeyType): string;
  other(type?: KeyType): string;
  /** A certificate over the server's own key. */
  readonly certificate: string;
  /** Of a key that lives on a device, which no server shows. */
  readonly onDevice: string;
}

const ON_DEVICE = 'sk-ssh-ed25519@openssh.com';
const TYPES: readonly KeyType[] = ['ed25519', 'ecdsa', 'rsa'];

export function makeKeys(dir: string, sshd: Sshd): Keys {
  for (const type of TYPES) makeKey(join(dir, `other_${type}`), { type });
  makeKey(join(dir, 'authority'));
  const host = join(sshd.dir, 'host_ed25519');
  execFileSync('ssh-keygen', ['-q', '-h', '-s', join(dir, 'authority'), '-I', 'id', '-n', '127.0.0.1', `${host}.pub`]);
  return {
    name: `[127.0.0.1]:${sshd.port}`,
    right: (type) => sshd.publicKey(type),
    other: (type = 'ed25519') => publicKey(join(dir, `other_${type}`)),
    certificate: publicKey(`${host}-cert`),
    onDevice: `${ON_DEVICE} ${wire(ON_DEVICE, Buffer.alloc(32, 7), 'ssh:').toString('base64')}`,
  };
}

/** A name as `ssh-keygen -H` writes it. */
export function hashed(name: string): string {
  const salt = Buffer.alloc(20, 3);
  return `|1|${salt.toString('base64')}|${createHmac('sha1', salt).update(name).digest('base64')}`;
}

/** Changes the base64 half of a key. */
export const bent = (key: string, how: (base64: string) => string): string => {
  const [type, base64 = ''] = key.split(' ');
  return `${type} ${how(base64)}`;
};
