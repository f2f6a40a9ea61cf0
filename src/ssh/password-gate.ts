/** The turn of one host to send a password. Exactly one of the three ends it; later calls do nothing. */
export interface Turn {
  accepted(): void;
  refused(): void;
  /** Nobody knows whether the password is right: it was not sent, or the link was lost. */
  open(): void;
}

/** Has a wrong password cost an account one failed login in a run, on however many hosts it is the same account. */
export interface PasswordGate {
  /**
   * Waits until the password of an account may be sent from here. Until some host has accepted it, one host at a time
   * sends it; once one has refused it, nobody does.
   * @returns the turn, or the host that has refused the password
   */
  enter(account: string, host: string): Promise<Turn | { readonly refusedBy: string }>;
}

interface Account {
  verdict: 'unknown' | 'accepted' | { readonly refusedBy: string };
  /** Resolves when the host whose turn it is has ended it. */
  turn: Promise<void> | undefined;
}

export function createPasswordGate(): PasswordGate {
  const accounts = new Map<string, Account>();
  return {
    async enter(name, host) {
      const account: Account = accounts.get(name) ?? { verdict: 'unknown', turn: undefined };
      accounts.set(name, account);
      while (account.verdict === 'unknown' && account.turn !== undefined) await account.turn;
      if (typeof account.verdict === 'object') return account.verdict;
      const { promise, resolve } = Promise.withResolvers<void>();
      if (account.verdict === 'unknown') account.turn = promise;
      let isOver = false;
      const end = (verdict: Account['verdict'] | undefined): void => {
        if (isOver) return;
        isOver = true;
        if (verdict !== undefined) account.verdict = verdict;
        if (account.turn === promise) account.turn = undefined;
        resolve();
      };
      return {
        accepted: () => end('accepted'),
        refused: () => end({ refusedBy: host }),
        open: () => end(undefined),
      };
    },
  };
}
