import { EXIT, HostError } from '../core/errors.ts';
import type { AuthLog } from './auth.ts';
import type { Identity } from './identity.ts';
import type { Target } from './target.ts';

/** An error of ssh2: `level` says where it arose. */
type LinkError = Error & { readonly level?: string; readonly code?: string };

export const isAuthRefusal = (error: unknown): boolean => {
  const { level, message } = error as LinkError;
  return level === 'client-authentication' || message.startsWith('Too many authentication failures');
};

/** Whether the server let go before the handshake was over, as sshd does when too many connect at once. */
export const isThrottled = (error: unknown): boolean => {
  const { code, message } = error as LinkError;
  return code === 'ECONNRESET' || /^Connection lost before handshake|^No response from server/.test(message);
};

const REASONS: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing listens there',
  EHOSTUNREACH: 'there is no route to it',
  ENETUNREACH: 'there is no route to its network',
  ENOTFOUND: 'the name does not resolve',
  EAI_AGAIN: 'the name does not resolve for now',
  ETIMEDOUT: 'it does not answer',
  ECONNRESET: 'it hangs up before the handshake; too many connections at once (MaxStartups) or a filter',
};

/** Handshakes fail by ssh2's "no matching key exchange algorithm" and "no matching host key format". */
const OLD_SERVER =
  'for a host as old as EL5 or EL6: ansible_ssh_common_args: -o KexAlgorithms=+diffie-hellman-group14-sha1 ' +
  '-o HostKeyAlgorithms=+ssh-rsa';

/** Why there is no connection, for reasons other than the host's key or the login. */
export function connectFailure(target: Target, error: LinkError): HostError {
  const { hostname, port, user, name, connectTimeoutSeconds } = target;
  const reason =
    error.level === 'client-timeout'
      ? `no login within ${connectTimeoutSeconds} s`
      : (REASONS[isThrottled(error) ? 'ECONNRESET' : (error.code ?? '')] ?? error.message);
  return new HostError(
    {
      host: name,
      exit: EXIT.unreachable,
      message: `no connection to ${hostname} port ${port}: ${reason}`,
      next: reason.includes('no matching') ? OLD_SERVER : `try: ssh -v -p ${port} ${user}@${hostname}`,
    },
    { cause: error },
  );
}

/** Why nobody was logged in: what was tried, what the host allows, and which keys could not be used. */
export function authRefusal(
  { name, user, hostname, port, certificateFiles }: Target,
  { log, identities }: { readonly log: AuthLog; readonly identities: readonly Identity[] },
): HostError {
  const tried = log.tried.length === 0 ? 'there was nothing to log in with' : `tried ${log.tried.join(', ')}`;
  const allowed = log.allowed.length === 0 ? '' : `; the host allows ${log.allowed.join(', ')}`;
  const remarks = identities.flatMap(remark);
  const certificates = certificateFiles.map((file) => `certificate ${file}: OpenSSH certificates are not supported`);
  return new HostError({
    host: name,
    exit: EXIT.unreachable,
    message: [`${user} could not log in: ${tried}${allowed}`, ...remarks, ...certificates].join('; '),
    next: `ssh-copy-id -p ${port} ${user}@${hostname}, or set ansible_user, ansible_ssh_private_key_file or ansible_password`,
  });
}

const DEFAULT_KEY = /\/\.ssh\/id_\w+$/;

function remark(identity: Identity): readonly string[] {
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
