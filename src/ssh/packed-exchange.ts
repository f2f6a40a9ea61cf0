import { plainShell, type RemoteShell } from './become/shell.ts';
import { type Ending, type ExchangeOptions, exchange } from './exchange.ts';
import { CANNOT_UNPACK } from './framing/read-script.ts';
import type { SshLink } from './handshake.ts';
import { type OpenShell, openShell } from './open-shell.ts';

type Sent = Omit<ExchangeOptions, 'packs'>;

/** How an exchange ended, and in which shell. */
interface Exchanged {
  readonly ending: Ending;
  readonly shell: RemoteShell;
}

/**
 * Makes what exchanges scripts and answers over a link, each in the shell of the one before where that is at rest: to open one costs
 * two round trips, and the host a session, a shell and what its functions have to find out. Scripts go packed, until the host says
 * that it cannot unpack them; a script on a terminal goes as it is.
 */
export function createPackedExchange(link: SshLink, shell: () => RemoteShell): (options: Sent) => Promise<Exchanged> {
  let canUnpack = true;
  let resting: OpenShell | undefined;
  const take = (): OpenShell | undefined => {
    const kept = resting;
    resting = undefined;
    if (kept?.isStale() === false) return kept;
    kept?.close();
    const client = link.ssh.connection;
    return client === null ? undefined : openShell(client, shell());
  };
  const once = async (options: Sent, { packs }: { readonly packs: boolean }): Promise<Exchanged> => {
    const taken = take();
    if (taken === undefined) return { ending: { kind: 'lost', noise: '' }, shell: plainShell() };
    let keeps = false;
    try {
      const ending = await exchange(taken, { ...options, packs: packs && taken.remote.terminal !== true });
      // A word to stop that came too late may still be on its way.
      keeps = ending.kind === 'done' && options.signal?.aborted !== true && taken.rest() && resting === undefined;
      return { ending, shell: taken.remote };
    } finally {
      if (keeps) resting = taken;
      else taken.close();
    }
  };
  return async (options) => {
    const tried = await once(options, { packs: canUnpack });
    const { kind, why } = tried.ending;
    if (!canUnpack || kind !== 'not understood' || why !== `exit code ${CANNOT_UNPACK}`) return tried;
    canUnpack = false;
    return once(options, { packs: false });
  };
}
