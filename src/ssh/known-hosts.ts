import { createHmac, randomBytes } from 'node:crypto';
import { keyType } from './host-key.ts';

/** A line of a known_hosts file; sshd(8), "SSH_KNOWN_HOSTS FILE FORMAT". */
export interface KnownHost {
  readonly marker: 'revoked' | 'cert-authority' | undefined;
  /** Patterns, comma-separated, or one hashed name. */
  readonly names: string;
  readonly type: string;
  readonly key: Buffer;
  readonly file: string;
  readonly line: number;
}

/** Reads a known_hosts file. Lines it does not understand are left out, as OpenSSH does. */
export function parseKnownHosts(text: string, file: string): readonly KnownHost[] {
  return text.split('\n').flatMap((raw, i) => {
    const words = raw.trim().split(/[ \t]+/);
    const marker = words[0]?.startsWith('@') ? words.shift()?.slice(1) : undefined;
    const [names, type, base64] = words;
    if (names === undefined || names.startsWith('#') || type === undefined || base64 === undefined) return [];
    if (marker !== undefined && marker !== 'revoked' && marker !== 'cert-authority') return [];
    const key = Buffer.from(base64, 'base64');
    return keyType(key) === type ? [{ marker, names, type, key, file, line: i + 1 }] : [];
  });
}

/** The name that known_hosts has for a host: `[name]:port` when the port is not 22, in lower case. */
export const lookupName = (hostname: string, port: number): string =>
  port === 22 ? hostname.toLowerCase() : `[${hostname.toLowerCase()}]:${port}`;

/** Whether the names of a known_hosts line cover `name`: hashed, or patterns of which none is negated and matches. */
export function coversName(names: string, name: string): boolean {
  if (names.startsWith('|')) {
    const [, version, salt, hash] = names.split('|');
    return version === '1' && salt !== undefined && hash === hashWith(Buffer.from(salt, 'base64'), name);
  }
  const patterns = names.split(',');
  const matching = patterns.filter((pattern) => wildcard(pattern.replace(/^!/, '')).test(name));
  return matching.length > 0 && !matching.some((pattern) => pattern.startsWith('!'));
}

/** A line to add to a known_hosts file. */
export function knownHostLine(name: string, key: Buffer, { hashed }: { readonly hashed: boolean }): string {
  const salt = randomBytes(20);
  const shown = hashed ? `|1|${salt.toString('base64')}|${hashWith(salt, name)}` : name;
  return `${shown} ${keyType(key)} ${key.toString('base64')}\n`;
}

const hashWith = (salt: Buffer, name: string): string => createHmac('sha1', salt).update(name).digest('base64');

/** `*` and `?` as in ssh_config(5), PATTERNS. */
const wildcard = (pattern: string): RegExp =>
  new RegExp(
    `^${pattern
      .replace(/[.+^${}()|[\]\\]/g, '\\$&')
      .replaceAll('*', '.*')
      .replaceAll('?', '.')}$`,
    'i',
  );
