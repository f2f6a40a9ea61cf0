import { readFile } from 'node:fs/promises';
import { EXIT, HostError } from '../core/errors.ts';
import { type HostInKnownHosts, upToNul } from './known-hosts.ts';
import { readWrittenKey } from './public-key.ts';
import type { Target } from './target.ts';

/** The first bytes of a key revocation list (PROTOCOL.krl of OpenSSH). */
const KRL = 'SSHKRL\n';

/**
 * The keys that RevokedHostKeys (ssh_config(5)) lists, one public key a line: revoked for every host.
 * @throws HostError where a file or a line of it cannot be read, as then `ssh` trusts no host either
 */
export const loadRevokedKeys = async ({ name, revokedHostKeysFiles }: Target): Promise<readonly HostInKnownHosts[]> =>
  (await Promise.all(revokedHostKeysFiles.map((file) => revokedIn(name, file)))).flat();

async function revokedIn(name: string, file: string): Promise<readonly HostInKnownHosts[]> {
  const refuse = (message: string, next: string, cause?: unknown): never => {
    throw new HostError({ host: name, exit: EXIT.unreachable, message, next }, { cause });
  };
  const text = await readFile(file, 'latin1').catch((error: Error) =>
    refuse(
      `the revoked host keys cannot be read, so no host is trusted: ${error.message}`,
      'see RevokedHostKeys',
      error,
    ),
  );
  if (text.startsWith(KRL))
    refuse(
      `RevokedHostKeys ${file} is a key revocation list (KRL), which umctl does not support`,
      'list the keys in a file of text, one public key a line, and name that in RevokedHostKeys',
    );
  return text.split('\n').flatMap((raw, i) => {
    const line = upToNul(raw);
    if (/^[ \t]*(#|$)/.test(line)) return [];
    const key = readWrittenKey(line);
    if (!key.sound)
      refuse(
        `${file}:${i + 1} is no public key, so no host is trusted`,
        'RevokedHostKeys lists public keys, one a line, as `type base64`: correct that line',
      );
    return [{ marker: 'revoked', names: '*', ...key, file, line: i + 1 }];
  });
}
