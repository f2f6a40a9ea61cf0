import { setTimeout as wait } from 'node:timers/promises';
import { HostError } from '../core/errors.ts';
import { unusableInAgent } from './agent-listing.ts';
import type { Attempt } from './attempt.ts';
import { keyAttempt, planAuth } from './auth.ts';
import { type EnterGate, emptyLog } from './auth-handler.ts';
import { authRefusal, connectFailure, cutAtLogin, isAuthRefusal, isCut, isThrottled } from './connect-failure.ts';
import { handshake, type SshLink } from './handshake.ts';
import type { Keyring } from './keyring.ts';
import type { Way } from './proxy/process.ts';
import type { Remember } from './remember.ts';
import type { Target } from './target.ts';
import { loadTrust } from './trust.ts';
import type { Turns } from './turns.ts';

export interface LoginOptions {
  readonly keyring: Keyring;
  readonly password: (() => string) | undefined;
  /** Waits until the password may be sent. */
  readonly enterGate: EnterGate;
  readonly acceptNewHostKeys: boolean;
  readonly remember: Remember;
  /** A new way to the target for each try. */
  readonly openWay: () => Promise<Way>;
  /** Has a try wait for its turn. */
  readonly turn: Turns;
}

/** How often a server that throttles new connections (MaxStartups, sshd_config(5)) is tried, and the first pause. */
const TRIES = 7;
const FIRST_PAUSE = 200;

/**
 * Connects to a target and logs in. Keys that need a passphrase come last and on a connection of their own, so that
 * nobody is asked in vain and no time limit runs while somebody types.
 * @throws HostError (unreachable)
 */
export async function login(target: Target, options: LoginOptions): Promise<SshLink> {
  const trust = await loadTrust(target, options);
  const { attempts, identities, certificates, keyTypes } = await planAuth(target, options);
  const log = emptyLog();
  let offered: readonly string[] = [];

  const tryOnce = async (some: readonly Attempt[]): Promise<SshLink | undefined> => {
    const way = await options.openWay();
    try {
      const onKex = (kex: readonly string[]): void => {
        offered = kex;
      };
      const link = await handshake(target, {
        trust,
        attempts: some,
        log,
        enterGate: options.enterGate,
        sock: way.sock,
        onKex,
      });
      await trust.record();
      return link;
    } catch (error) {
      if (error instanceof HostError) throw error;
      const refusal = trust.refusal();
      if (refusal !== undefined) throw refusal;
      if (isAuthRefusal(error)) return undefined;
      throw (await way.failure()) ?? error;
    }
  };
  const tryAll = async (some: readonly Attempt[]): Promise<SshLink | undefined> => {
    for (let left = TRIES - 1, pause = FIRST_PAUSE; ; left--, pause *= 2) {
      try {
        return await options.turn(() => tryOnce(some));
      } catch (error) {
        if (error instanceof HostError) throw error;
        if (log.isLoggingIn && isCut(error)) throw cutAtLogin(target, log);
        if (left === 0 || !isThrottled(error)) throw connectFailure(target, error as Error, offered);
        // Spread out, or all the hosts behind one door would come back at the same moment.
        await wait(pause * (0.5 + Math.random()));
      }
    }
  };

  const link = attempts.length > 0 ? await tryAll(attempts) : undefined;
  if (link !== undefined) return link;
  for (const identity of target.batchMode ? [] : identities) {
    if (identity.kind !== 'encrypted' || !target.authentications.includes('publickey')) continue;
    if (log.allowed.length > 0 && !log.allowed.includes('publickey')) continue;
    const key = await options.keyring.unlock(identity);
    if (key === undefined) continue;
    const unlocked = await tryAll([...keyAttempt(target, { kind: 'key', file: identity.file, key }), ...attempts]);
    if (unlocked !== undefined) return unlocked;
  }
  const inAgent = await unusableInAgent(target.agentSocket);
  throw authRefusal(target, { log, identities, certificates, keyTypes, inAgent });
}
