import { setTimeout as delay } from 'node:timers/promises';
import type { Connect, Connection } from '../../core/connection.ts';
import { EXIT, HostError } from '../../core/errors.ts';
import type { Sh } from '../../core/sh.ts';

export interface Deed {
  readonly host: string;
  /** What is done, for the message when it fails: `the fault could not be injected`. */
  readonly failing: string;
  readonly run: Sh;
  /** What to do when it fails. */
  readonly next: string;
  /** For how long to try to log in again where the host is not there, in seconds. */
  readonly patience?: number;
  /** Hears that umctl is logged in, just before it is done. */
  readonly onReady?: () => void;
}

/** How long a deed may take on the host, in seconds: a stack was measured to take 26 s to stop, and 37 s to start. */
const WITHIN = 180;
const AGAIN_AFTER = 1_000;

/** Logs in, does one thing, logs out. @throws HostError */
export async function onHost(connect: Connect, deed: Deed): Promise<string> {
  const { host, failing, run, next, patience = 0 } = deed;
  const connection = await logIn(connect, host, performance.now() + patience * 1000);
  try {
    deed.onReady?.();
    const [output] = await connection.run([{ run, withinSeconds: WITHIN }]);
    if (output?.code === 0) return output.stdout.trim();
    const said = (output?.stderr || output?.stdout || '').trim();
    throw new HostError({ host, exit: EXIT.failed, message: `${failing}: ${said || `exit ${output?.code}`}`, next });
  } finally {
    await connection.close();
  }
}

async function logIn(connect: Connect, host: string, deadline: number): Promise<Connection> {
  for (;;) {
    try {
      return await connect(host);
    } catch (error) {
      if (performance.now() > deadline) throw error;
      await delay(AGAIN_AFTER);
    }
  }
}
