import type { AuthHandlerMiddleware } from 'ssh2';
import type { Attempt } from './attempt.ts';
import type { PasswordGate, Turn } from './password-gate.ts';

/** What has been tried on a connection, and what the host said of it. */
export interface AuthLog {
  readonly tried: string[];
  allowed: readonly string[];
  /** Keys that were left out, as the host does not say that it knows RSA with SHA-2. */
  readonly tooNew: string[];
  /** What the host calls itself (RFC 4253, 4.2). */
  server: string;
  /** Whether the host has told what it knows beyond the protocol (RFC 8308). */
  extensions: boolean;
  /** Whether the last connection came as far as the login. */
  isLoggingIn: boolean;
  /** What the host said while somebody logged in (RFC 4252, 5.4). */
  banner: string;
  /** What the host asked that could not be answered. */
  asked: string | undefined;
}

export const emptyLog = (): AuthLog => ({
  tried: [],
  allowed: [],
  tooNew: [],
  server: '',
  extensions: false,
  isLoggingIn: false,
  banner: '',
  asked: undefined,
});

/** Waits for the turn to send the password; see password-gate.ts. */
export type EnterGate = () => ReturnType<PasswordGate['enter']>;

/** The login of one connection. */
export interface Authentication {
  readonly handler: AuthHandlerMiddleware;
  /** The host has refused an attempt, or wants another one beside it, out of these. */
  readonly heardAllowed: (allowed: readonly string[]) => void;
  /** The login is over. */
  readonly ended: (how: 'logged in' | 'refused' | 'lost') => void;
}

/**
 * ssh2's handler for the attempts: one after another, only what the host allows at the moment, and no `none` to begin
 * with. An attempt that the host did not look at, because its method comes later (AuthenticationMethods of
 * sshd_config(5)), is made again when its method is allowed.
 */
export function authenticate(attempts: readonly Attempt[], log: AuthLog, enterGate: EnterGate): Authentication {
  const spent = new Set<Attempt>();
  let allowed: readonly string[] | undefined;
  let last: Attempt | undefined;
  let turn: Turn | undefined;
  let sent = false;
  let isPasswordRefused = false;

  const judge = (how: 'accepted' | 'refused' | 'not looked at'): void => {
    if (last?.isPassword === true && sent && how === 'refused') isPasswordRefused = true;
    if (!sent || how === 'not looked at') turn?.open();
    else if (how === 'accepted') turn?.accepted();
    else turn?.refused();
    turn = undefined;
    sent = false;
  };
  const mayBeMade = (attempt: Attempt): boolean => {
    if (spent.has(attempt) || allowed?.includes(attempt.type) === false) return false;
    if (attempt.isPassword === true) return !isPasswordRefused;
    if (attempt.needsSha2 !== true || log.extensions) return true;
    spent.add(attempt);
    log.tooNew.push(attempt.label);
    return false;
  };
  const make = (attempt: Attempt, next: Parameters<AuthHandlerMiddleware>[2]): void => {
    log.tried.push(attempt.label);
    const hears = {
      sent: () => {
        sent = true;
      },
      // The password that was sent before may be right.
      cannotAnswer: (question: string) => {
        log.asked = question;
        sent = false;
      },
    };
    next(attempt.method(hears));
  };
  const choose = (next: Parameters<AuthHandlerMiddleware>[2]): void => {
    last = attempts.find(mayBeMade);
    if (last === undefined) {
      (next as unknown as (none: false) => void)(false);
      return;
    }
    const attempt = last;
    spent.add(attempt);
    if (attempt.isPassword !== true) {
      make(attempt, next);
      return;
    }
    void enterGate().then((entered) => {
      if (!('refusedBy' in entered)) {
        turn = entered;
        make(attempt, next);
        return;
      }
      isPasswordRefused = true;
      log.tried.push(`${attempt.label} (not sent, as ${entered.refusedBy} has refused it)`);
      choose(next);
    });
  };
  return {
    handler(_allowed, isPartial, next) {
      const wasLookedAt = isPartial === true || last === undefined || allowed?.includes(last.type) !== false;
      if (last !== undefined && !wasLookedAt) spent.delete(last);
      judge(isPartial === true ? 'accepted' : wasLookedAt ? 'refused' : 'not looked at');
      if (isPartial === true) log.tried.push(`${log.tried.pop()} (accepted, and the host wants more)`);
      choose(next);
    },
    heardAllowed(methods) {
      allowed = methods;
      log.allowed = methods;
    },
    ended: (how) => judge(how === 'logged in' ? 'accepted' : how === 'refused' ? 'refused' : 'not looked at'),
  };
}
