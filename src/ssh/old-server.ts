import { OLD_SIGNATURE } from './accepted-keys.ts';
import type { AuthLog } from './auth-handler.ts';
import type { Target } from './target.ts';

/** Releases of OpenSSH since when a type of key may log in; RSA always could. */
const SINCE: readonly (readonly [RegExp, number])[] = [
  [/^ssh-ed25519$/, 6.5],
  [/^ecdsa-/, 5.7],
];

const ALLOW_SHA1 = `ansible_ssh_common_args: -o PubkeyAcceptedAlgorithms=+${OLD_SIGNATURE}`;

/** What lets in at a server that is too old for the keys at hand; undefined where that is not what keeps them out. */
export function wayIntoOldServer(
  { user, hostname, port }: Target,
  { log, keyTypes }: { readonly log: AuthLog; readonly keyTypes: readonly string[] },
): string | undefined {
  if (log.tooNew.length > 0) return `${log.server} knows RSA keys with SHA-1 only: ${ALLOW_SHA1}`;
  const release = Number(/OpenSSH_(\d+\.\d+)/.exec(log.server)?.[1] ?? Number.POSITIVE_INFINITY);
  const isKnown = (type: string): boolean => !SINCE.some(([kind, since]) => kind.test(type) && release < since);
  if (keyTypes.length === 0 || keyTypes.some(isKnown)) return undefined;
  const copy = `ssh-copy-id -i ~/.ssh/id_rsa.pub -p ${port} ${user}@${hostname}`;
  return `${log.server} is too old for ${[...new Set(keyTypes)].join(', ')}; it needs an RSA key: ssh-keygen -t rsa -b 4096, ${copy}, and ${ALLOW_SHA1}`;
}
