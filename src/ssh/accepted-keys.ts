import type { ParsedKey } from 'ssh2';
import { allowed } from './algorithms.ts';
import { keyType } from './host-key.ts';
import { rsaBits } from './public-key.ts';
import type { Target } from './target.ts';

/** What of a configuration says which keys may be used. */
export type KeyRules = Pick<Target, 'acceptedKeyAlgorithms' | 'requiredRsaSize'>;

/** How keys of each kind sign (RFC 8332 for RSA), the preferred first. */
const SIGNATURES = [
  'ssh-ed25519',
  'ecdsa-sha2-nistp256',
  'ecdsa-sha2-nistp384',
  'ecdsa-sha2-nistp521',
  'rsa-sha2-512',
  'rsa-sha2-256',
];
/** RSA with SHA-1, all that servers as old as EL5 and EL6 know; only where the configuration names it. */
export const OLD_SIGNATURE = 'ssh-rsa';

const RSA: Readonly<Record<string, string>> = { sha1: OLD_SIGNATURE, sha256: 'rsa-sha2-256', sha512: 'rsa-sha2-512' };

const accepted = ({ acceptedKeyAlgorithms }: KeyRules): readonly string[] =>
  allowed(acceptedKeyAlgorithms, SIGNATURES, [OLD_SIGNATURE]);

/** Why ssh would not log in with a key by its configuration; undefined where it would. */
export function whyNotAccepted(rules: KeyRules, publicKey: Buffer): string | undefined {
  const type = keyType(publicKey);
  const bits = rsaBits(publicKey);
  if (bits !== undefined && bits < rules.requiredRsaSize) {
    return `it has ${bits} bits, and RequiredRSASize is ${rules.requiredRsaSize}`;
  }
  const ways = bits === undefined ? [type] : Object.values(RSA);
  return ways.some((way) => accepted(rules).includes(way))
    ? undefined
    : `PubkeyAcceptedAlgorithms of the ssh configuration leaves out ${ways.join(', ')}`;
}

/** Whether a key can log in only at hosts that know RSA with SHA-2. */
export const needsSha2 = (rules: KeyRules, key: ParsedKey): boolean =>
  key.type === 'ssh-rsa' && !accepted(rules).includes(OLD_SIGNATURE);

/** Why a key may not sign like that. ssh2 goes by what the host knows only. */
export function refusedSignature(rules: KeyRules, key: ParsedKey, hash = 'sha1'): Error | undefined {
  const way = key.type === 'ssh-rsa' ? (RSA[hash] ?? hash) : key.type;
  return accepted(rules).includes(way)
    ? undefined
    : new Error(`PubkeyAcceptedAlgorithms of the ssh configuration leaves out ${way}, which the host asks for`);
}

/** The key, which signs only as the configuration accepts it. */
export const signingByRules = (rules: KeyRules, key: ParsedKey): ParsedKey =>
  Object.create(key, {
    sign: {
      value: (data: Buffer | string, hash?: string) => refusedSignature(rules, key, hash) ?? key.sign(data, hash),
    },
  });
