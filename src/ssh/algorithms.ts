import type { Algorithms, KexAlgorithm, ServerHostKeyAlgorithm } from 'ssh2';
import type { KnownAs } from './judge-host-key.ts';
import type { Target } from './target.ts';

/** Group exchange blocks ssh2 for seconds (it tests for primes), so it comes last. */
const KEX: readonly KexAlgorithm[] = [
  'curve25519-sha256',
  'curve25519-sha256@libssh.org',
  'ecdh-sha2-nistp256',
  'ecdh-sha2-nistp384',
  'ecdh-sha2-nistp521',
  'diffie-hellman-group14-sha256',
  'diffie-hellman-group16-sha512',
  'diffie-hellman-group18-sha512',
  'diffie-hellman-group-exchange-sha256',
];

/** The signature algorithms of each key type (RFC 8332 for RSA), in order of preference. */
const HOST_KEY: Readonly<Record<string, readonly ServerHostKeyAlgorithm[]>> = {
  'ssh-ed25519': ['ssh-ed25519'],
  'ecdsa-sha2-nistp256': ['ecdsa-sha2-nistp256'],
  'ecdsa-sha2-nistp384': ['ecdsa-sha2-nistp384'],
  'ecdsa-sha2-nistp521': ['ecdsa-sha2-nistp521'],
  'ssh-rsa': ['rsa-sha2-512', 'rsa-sha2-256'],
};

/** With SHA-1, for servers as old as EL5 and EL6; only where the ssh configuration of the host names them. */
const OLD_KEX: readonly KexAlgorithm[] = ['diffie-hellman-group14-sha1', 'diffie-hellman-group1-sha1'];
const OLD_HOST_KEY: readonly ServerHostKeyAlgorithm[] = ['ssh-rsa'];

/** What is offered to a target of which `known` is known. */
export const algorithms = (
  { kexAlgorithms, hostKeyAlgorithms }: Pick<Target, 'kexAlgorithms' | 'hostKeyAlgorithms'>,
  known: KnownAs,
): Algorithms & { readonly serverHostKey: readonly ServerHostKeyAlgorithm[] } => ({
  kex: [...KEX, ...OLD_KEX.filter((name) => kexAlgorithms.includes(name))],
  serverHostKey: [...byKnownTypes(known), ...OLD_HOST_KEY.filter((name) => hostKeyAlgorithms.includes(name))],
});

/** Known types first: a host shows one key only, and by the wrong one it would look changed. */
function byKnownTypes({ lines, portless }: KnownAs): readonly ServerHostKeyAlgorithm[] {
  const isKnown = (type: string): boolean => [...lines, ...portless].some((line) => line.type === type);
  const types = Object.keys(HOST_KEY);
  return [...types.filter(isKnown), ...types.filter((type) => !isKnown(type))].flatMap((type) => HOST_KEY[type] ?? []);
}
