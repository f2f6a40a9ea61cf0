import { readFile } from 'node:fs/promises';
import { EXIT, HostError } from '../core/errors.ts';
import { type KnownHost, parseKnownHosts } from './known-hosts.ts';
import type { Target } from './target.ts';

/** The first bytes of a key revocation list (PROTOCOL.krl of OpenSSH). */
const KRL = 'SSHKRL\n';

/**
 * The keys that RevokedHostKeys (ssh_config(5)) lists, one public key a line: revoked for every host.
 * @throws HostError where the file cannot be read, as then `ssh` trusts no host either, or not understood
 */
export async function loadRevokedKeys({ name, revokedHostKeysFile: file }: Target): Promise<readonly KnownHost[]> {
  if (file === undefined) return [];
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
  return parseKnownHosts(text.replace(/^[ \t]*(?=[^#\s])/gm, '@revoked * '), file);
}
