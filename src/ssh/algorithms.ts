import type { Algorithms, CipherAlgorithm, KexAlgorithm, MacAlgorithm, ServerHostKeyAlgorithm } from 'ssh2';
import { EXIT, HostError } from '../core/errors.ts';
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

/** ssh2 has no assembler for chacha20, so it comes last. */
const CIPHERS: readonly CipherAlgorithm[] = [
  'aes128-gcm@openssh.com',
  'aes256-gcm@openssh.com',
  'aes128-ctr',
  'aes192-ctr',
  'aes256-ctr',
  'chacha20-poly1305@openssh.com',
];
const MACS: readonly MacAlgorithm[] = [
  'hmac-sha2-256-etm@openssh.com',
  'hmac-sha2-512-etm@openssh.com',
  'hmac-sha1-etm@openssh.com',
  'hmac-sha2-256',
  'hmac-sha2-512',
  'hmac-sha1',
];

/** For servers as old as EL5 and EL6; only where the ssh configuration of the host names them. */
const OLD_KEX: readonly KexAlgorithm[] = ['diffie-hellman-group14-sha1', 'diffie-hellman-group1-sha1'];
const OLD_HOST_KEY: readonly ServerHostKeyAlgorithm[] = ['ssh-rsa'];
const OLD_CIPHERS: readonly CipherAlgorithm[] = ['aes128-cbc', 'aes192-cbc', 'aes256-cbc', '3des-cbc'];

/** What a target's ssh configuration says of algorithms. */
export type Allowed = Pick<Target, 'name' | 'kexAlgorithms' | 'hostKeyAlgorithms' | 'ciphers' | 'macs'>;

/**
 * What is offered to a target of which `known` is known: what its ssh configuration allows, in umctl's order.
 * @throws HostError (unreachable) where that leaves nothing of one kind
 */
export function algorithms(
  target: Allowed,
  known: KnownAs,
): Algorithms & { readonly serverHostKey: ServerHostKeyAlgorithm[] } {
  const choose = <A extends string>(
    keyword: string,
    wanted: readonly string[],
    ours: readonly A[],
    old: readonly A[],
  ) => {
    const chosen = allowed(wanted, ours, old);
    if (chosen.length > 0) return chosen;
    throw new HostError({
      host: target.name,
      exit: EXIT.unreachable,
      message: `its ssh configuration allows ${keyword} ${wanted.join(',')} only, of which umctl has none`,
      next: `allow one of ${ours.join(', ')}`,
    });
  };
  return {
    kex: choose('KexAlgorithms', target.kexAlgorithms, KEX, OLD_KEX),
    serverHostKey: choose('HostKeyAlgorithms', target.hostKeyAlgorithms, byKnownTypes(known), OLD_HOST_KEY),
    cipher: choose('Ciphers', target.ciphers, CIPHERS, OLD_CIPHERS),
    hmac: choose('MACs', target.macs, MACS, []),
  };
}

/** `ssh -G` shows the whole list that is allowed; where there is no `ssh`, it may be `+` and what is added. */
export function allowed<A extends string>(wanted: readonly string[], ours: readonly A[], old: readonly A[]): A[] {
  const [first = ''] = wanted;
  if (!/^[+^-]/.test(first)) {
    const isAllowed = (name: string): boolean => wanted.includes(name);
    return wanted.length === 0 ? [...ours] : [...ours, ...old].filter(isAllowed);
  }
  const named = [first.slice(1), ...wanted.slice(1)];
  if (first.startsWith('-')) return ours.filter((name) => !named.includes(name));
  return [...ours, ...old.filter((name) => named.includes(name))];
}

/**
 * Known types first: a host shows one key only, and by the wrong one it would look changed. Where the preferred type is
 * known the order stays, as for ssh, and names without the port say nothing of types.
 */
function byKnownTypes({ lines }: KnownAs): readonly ServerHostKeyAlgorithm[] {
  const isKnown = (type: string): boolean => lines.some((line) => line.type === type);
  const types = Object.keys(HOST_KEY);
  const [preferred = ''] = types;
  const ordered = isKnown(preferred) ? types : [...types.filter(isKnown), ...types.filter((type) => !isKnown(type))];
  return ordered.flatMap((type) => HOST_KEY[type] ?? []);
}
