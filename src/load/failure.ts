import type { RequestFailure } from './record.ts';

/** A request that failed, as a sentence and as a kind. */
export interface Failed {
  readonly failure: RequestFailure;
  readonly detail: string;
}

const BY_CODE: Readonly<Record<string, RequestFailure>> = {
  ECONNREFUSED: 'refused',
  EHOSTUNREACH: 'unreachable',
  ENETUNREACH: 'unreachable',
  EHOSTDOWN: 'unreachable',
  ECONNRESET: 'reset',
  EPIPE: 'reset',
  ETIMEDOUT: 'timeout',
};

/** What an sshd says when it cannot connect to where a forwarded connection is to go; in place of an errno. */
const BY_MESSAGE: readonly (readonly [RegExp, RequestFailure])[] = [
  [/connection refused/i, 'refused'],
  [/no route to host|network is unreachable/i, 'unreachable'],
  [/timed out/i, 'timeout'],
];

/** Tells what kept a request from its answer by the error of the socket or of node:http. */
export function failedBy(error: NodeJS.ErrnoException): Failed {
  const { code = '', message } = error;
  // node:http gives ECONNRESET to a connection that ended in order, too; only the kernel's own has a system call.
  if (code === 'ECONNRESET' && error.syscall === undefined)
    return { failure: 'closed', detail: 'closed before the answer was whole' };
  const failure = BY_CODE[code] ?? BY_MESSAGE.find(([pattern]) => pattern.test(message))?.[1] ?? 'other';
  return { failure, detail: code === '' ? message : code };
}
