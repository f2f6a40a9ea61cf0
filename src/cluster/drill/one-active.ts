import { setTimeout as delay } from 'node:timers/promises';
import { EXIT, HostError, throwFailures } from '../../core/errors.ts';
import type { DutyWatch } from './watch-duties.ts';

/** How long all directors may take to be asked for the first time, in milliseconds: logging in may be slow. */
const ASKED_WITHIN = 45_000;

/** Waits until every director has been asked, and names the active one. @throws HostError unless exactly one is active */
export async function requireOneActive(duties: DutyWatch, directors: readonly string[]): Promise<string> {
  const deadline = performance.now() + ASKED_WITHIN;
  const silentOnes = () => directors.filter((name) => (duties.duties.get(name) ?? 'silent') === 'silent');
  const isKnown = (name: string): boolean => duties.failures.has(name);
  while (!silentOnes().every(isKnown) && performance.now() < deadline) await delay(100);
  const silent = silentOnes();
  const next = 'umctl verify tells more; a drill needs a cluster that works';
  const refuse = (host: string, message: string): never => {
    throw new HostError({ host, exit: EXIT.unhealthy, message, next });
  };
  throwFailures(
    silent.map((host) => ({
      ...{ host, exit: EXIT.unreachable, message: 'it does not answer', next },
      ...duties.failures.get(host),
    })),
  );
  const [active, ...others] = duties.active();
  if (active === undefined)
    return refuse(directors.join(', '), 'no director has the virtual address, so nothing was done');
  for (const other of others) refuse(other, `it has the virtual address, and so has ${active}; nothing was done`);
  return active;
}
