import { EXIT, HostError } from '../core/errors.ts';
import type { AuthLog } from './auth-handler.ts';
import type { KeyFile } from './identity.ts';
import { wayIntoOldServer } from './old-server.ts';
import { sshCommand } from './ssh-command.ts';
import type { Target } from './target.ts';

/** An error of ssh2: `level` says where it arose. */
type LinkError = Error & { readonly level?: string; readonly code?: string };

export const isAuthRefusal = (error: unknown): boolean => {
  const { level, message } = error as LinkError;
  return (
    level === 'client-authentication' || level === 'agent' || message.startsWith('Too many authentication failures')
  );
};

/** Whether the server let go before the handshake was over, as sshd does when too many connect at once. */
export const isThrottled = (error: unknown): boolean => {
  const { code, message } = error as LinkError;
  return code === 'ECONNRESET' || /^Connection lost before handshake|^No response from server/.test(message);
};

/** Whether the server ended the connection without a word about why. */
export const isCut = (error: unknown): boolean => {
  const { code, message } = error as LinkError;
  return (
    isThrottled(error) || code === 'EPIPE' || /^(Connection lost|Unexpected packet|read ECONN|write )/.test(message)
  );
};

/** Why a server ended the connection during the login: no limit of connections, which counts before. */
export function cutAtLogin(target: Target, { tried, banner }: AuthLog): HostError {
  const { name, user } = target;
  return new HostError({
    host: name,
    exit: EXIT.unreachable,
    message: `the host closed the connection while ${user} logged in (tried ${tried.join(', ')}): an account rule refuses the login`,
    ...(banner.trim() === '' ? {} : { output: banner.trim(), outputIs: 'the server said' }),
    next: `look for a nologin file, an expired or locked account and access rules on the host (its sshd log says why), or try: ${sshCommand(target)}`,
  });
}

const REASONS: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing listens there',
  EHOSTUNREACH: 'there is no route to it',
  ENETUNREACH: 'there is no route to its network',
  ENOTFOUND: 'the name does not resolve',
  EAI_AGAIN: 'the name does not resolve for now',
  ETIMEDOUT: 'it does not answer',
  ECONNRESET: 'it closes the connection before the handshake: too many connections at once (MaxStartups), or a filter',
};

/** Handshakes fail by ssh2's "no matching key exchange algorithm", "… host key format", "… C->S cipher" and so on. */
const OLD_SERVER =
  'for a host as old as EL5 or EL6: ansible_ssh_common_args: -o KexAlgorithms=+diffie-hellman-group14-sha1 ' +
  '-o HostKeyAlgorithms=+ssh-rsa -o PubkeyAcceptedAlgorithms=+ssh-rsa';

/** What to do about a host of which nothing matches: `offered` are its ways to agree on a key. */
function whereNothingMatches(
  target: Target,
  { reason, offered }: { readonly reason: string; readonly offered: readonly string[] },
): string {
  const isNew = (name: string): boolean => /sntrup|mlkem/.test(name);
  if (!reason.includes('key exchange')) return reason.includes('host key') ? OLD_SERVER : lookAt(target);
  if (offered.some((name) => /-sha1$/.test(name))) return OLD_SERVER;
  const which = offered.filter((name) => !/^(kex-strict-|ext-info-)/.test(name)).join(', ');
  return which !== '' && which.split(', ').every(isNew)
    ? `it offers post-quantum key exchange only (${which}), which umctl does not support: add curve25519-sha256 to KexAlgorithms there`
    : `it offers ${which}: allow one that umctl has, there or in KexAlgorithms of the ssh configuration`;
}

const lookAt = (target: Target): string => `try: ${sshCommand(target, '-v')}`;

/** Why there is no connection, for reasons other than the host's key or the login. `offered`: see {@link whereNothingMatches}. */
export function connectFailure(target: Target, error: LinkError, offered: readonly string[]): HostError {
  const { hostname, port, name, connectTimeoutSeconds } = target;
  const reason =
    error.level === 'client-timeout'
      ? `no login within ${connectTimeoutSeconds} s`
      : (REASONS[isThrottled(error) ? 'ECONNRESET' : (error.code ?? '')] ?? error.message);
  return new HostError(
    {
      host: name,
      exit: EXIT.unreachable,
      message: `no connection to ${hostname} port ${port}: ${reason}`,
      next: reason.includes('no matching') ? whereNothingMatches(target, { reason, offered }) : lookAt(target),
    },
    { cause: error },
  );
}

/** Why nobody was logged in: what was tried, what the host allows, and which keys could not be used. */
export function authRefusal(
  target: Target,
  {
    log,
    keyTypes,
    identities,
    certificates,
    inAgent,
  }: {
    readonly log: AuthLog;
    /** The types of all keys at hand. */
    readonly keyTypes: readonly string[];
    readonly identities: readonly KeyFile[];
    readonly certificates: readonly string[];
    /** Keys of the agent that umctl cannot use. */
    readonly inAgent: readonly string[];
  },
): HostError {
  const { name, user, hostname, port, authentications } = target;
  const tried = log.tried.length === 0 ? 'no SSH key or password to log in with' : `tried ${log.tried.join(', ')}`;
  const allowed = log.allowed.length === 0 ? '' : `; the host allows ${log.allowed.join(', ')}`;
  const remarks = [
    ...(log.asked === undefined ? [] : [`the host asks "${log.asked}", which umctl cannot answer`]),
    ...identities.flatMap(remark),
    ...log.tooNew.map((key) => `${key}: the host wants a SHA-1 signature, which the ssh configuration leaves out`),
    ...certificates.map(
      (file) => `certificate ${file}: OpenSSH certificates are not supported, put the key itself in authorized_keys`,
    ),
    ...inAgent.map(
      (key) => `key ${key} of the agent: certificates and security keys are not supported, add another key`,
    ),
    ...(target.batchMode ? ['BatchMode of the ssh configuration: no password is sent, no passphrase asked for'] : []),
    ...(authentications.includes('publickey')
      ? []
      : [`the ssh configuration allows ${authentications.join(', ') || 'nothing that umctl has'}, and no keys`]),
  ];
  return new HostError({
    host: name,
    exit: EXIT.unreachable,
    message: [`${user} could not log in: ${tried}${allowed}`, ...remarks].join('; '),
    ...(log.banner.trim() === '' ? {} : { output: log.banner.trim(), outputIs: 'the server said' }),
    next:
      wayIntoOldServer(target, { log, keyTypes }) ??
      `ssh-copy-id -p ${port} ${user}@${hostname}, or set ansible_user, ansible_ssh_private_key_file or ansible_password`,
  });
}

const DEFAULT_KEY = /\/\.ssh\/id_\w+$/;

function remark(identity: KeyFile): readonly string[] {
  switch (identity.kind) {
    case 'encrypted':
      return [`key ${identity.file} is encrypted and was not unlocked: ssh-add ${identity.file}`];
    case 'unusable':
      return [`key ${identity.file}: ${identity.why}`];
    case 'missing':
      return DEFAULT_KEY.test(identity.file) ? [] : [`key ${identity.file} does not exist`];
    default:
      return [];
  }
}
