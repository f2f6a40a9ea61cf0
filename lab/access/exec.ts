import { quote } from '../../src/core/sh.ts';
import type { HostSpec } from '../model/topology.ts';
import { type Outcome, run } from '../system/run.ts';
import { type ExecOptions, type KeptLogin, keptLogin } from './kept-login.ts';
import { sshArgv } from './ssh.ts';

/** Runs commands on the hosts of a lab, with one login to each. */
export interface Exec {
  run(host: HostSpec, words: readonly string[], options: ExecOptions): Promise<Outcome>;
  /** Lets go of the login to a host, which is about to lose its power or its cable. */
  letGo(name: string): void;
}

export function execOn(directory: string): Exec {
  const kept = new Map<string, Promise<KeptLogin>>();
  const forget = (name: string, login: Promise<KeptLogin>): void => {
    if (kept.get(name) === login) kept.delete(name);
  };
  const loginTo = (host: HostSpec): Promise<KeptLogin> => {
    const there = kept.get(host.name);
    if (there !== undefined) return there;
    const login = keptLogin(directory, host);
    kept.set(host.name, login);
    void login
      .then(({ ended }) => ended)
      .catch(() => undefined)
      .then(() => forget(host.name, login));
    return login;
  };
  return {
    async run(host, words, options) {
      let login: KeptLogin;
      try {
        login = await loginTo(host);
      } catch (error) {
        return { code: 255, signal: null, stdout: '', stderr: `${host.name}: ${(error as Error).message}\n` };
      }
      const outcome = await login.run(words.map(quote).join(' '), options);
      // The host was started anew meanwhile, or so many commands run there that it takes no more in one login.
      return outcome ?? run(sshArgv(directory, host.name, words), options);
    },
    letGo(name) {
      const login = kept.get(name);
      if (login === undefined) return;
      forget(name, login);
      void login.then(({ end }) => end()).catch(() => undefined);
    },
  };
}
