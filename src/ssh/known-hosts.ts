import { randomBytes } from 'node:crypto';
import { keyType } from './host-key.ts';
import { hashName, lower } from './name-patterns.ts';
import { readWrittenKey, type WrittenKey } from './public-key.ts';

/** A line of a known_hosts file; sshd(8), "SSH_KNOWN_HOSTS FILE FORMAT". */
export interface HostInKnownHosts extends WrittenKey {
  readonly marker: 'revoked' | 'cert-authority' | undefined;
  /** Patterns, comma-separated, or one hashed name. */
  readonly names: string;
  readonly file: string;
  readonly line: number;
}

/**
 * Reads a known_hosts file, whose bytes are `text` (latin1). Nothing but blanks and tabs parts words, as for OpenSSH.
 * Lines whose key cannot be read are among the lines, and are not sound.
 */
export function parseKnownHosts(text: string, file: string): readonly HostInKnownHosts[] {
  return text.split('\n').flatMap((raw, i) => {
    const [, marker, names, key = ''] = LINE.exec(upToNul(raw)) ?? [];
    if (names === undefined || !isMarker(marker)) return [];
    return [{ marker, names, ...readWrittenKey(key), file, line: i + 1 }];
  });
}

const LINE = /^[ \t]*(?!#)(?:@([^ \t]*)[ \t]+)?([^ \t@][^ \t]*)(.*)$/s;

/** To OpenSSH a line ends there. */
export const upToNul = (line: string): string => line.replace(/\0.*$/s, '');

const isMarker = (marker: string | undefined): marker is HostInKnownHosts['marker'] =>
  marker === undefined || marker === 'revoked' || marker === 'cert-authority';

/** The name that known_hosts has for a host: `[name]:port` when the port is not 22, in lower case. */
export const lookupName = (hostname: string, port: number): string =>
  port === 22 ? hostname.toLowerCase() : `[${hostname.toLowerCase()}]:${port}`;

/** Whether a line for this name would be for this name only, and not a pattern, a list or a marker. */
export const isRecordable = (name: string): boolean => !/[@?*#|'"\\,!\s]/.test(name);

/** A line to add to a known_hosts file. */
export function knownHostLine(name: string, key: Buffer, { hashed }: { readonly hashed: boolean }): string {
  const shown = hashed ? hashName(lower(name), randomBytes(20)) : lower(name);
  return `${shown} ${keyType(key)} ${key.toString('base64')}\n`;
}
