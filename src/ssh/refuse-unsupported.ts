import { isIP } from 'node:net';
import { EXIT, HostError } from '../core/errors.ts';
import type { Target } from './target.ts';

/** What counts for the host itself only, as nothing is run on the hosts on the way. */
const LAST: ReadonlySet<string> = new Set(['RemoteCommand', 'SessionType']);

/** More hops than this are a loop in the configuration. */
const MOST_HOPS = 8;

/**
 * `depth`: how many hops this one is before the host itself; nothing is run on those.
 * @throws HostError (unreachable) where umctl would not do what the configuration says
 */
export function refuseUnsupported(target: Target, depth: number): void {
  const refuse = (message: string, next: string): never => {
    throw new HostError({ host: target.name, exit: EXIT.unreachable, message, next });
  };
  const [first] = target.unsupported.filter(({ keyword }) => depth === 0 || !LAST.has(keyword));
  if (first !== undefined) {
    const { keyword, value, next } = first;
    const what = `a ${keyword} (${value}), which umctl does not support`;
    refuse(`its ssh configuration has ${what}`, next);
  }
  if (depth > MOST_HOPS) refuse(`more than ${MOST_HOPS} jump hosts`, 'look for a loop of ProxyJump in ~/.ssh/config');
  const { hostname, addressFamily, jumps, proxyCommand } = target;
  const isStraight = jumps.length === 0 && proxyCommand === undefined;
  if (addressFamily !== undefined && isIP(hostname) !== 0 && isIP(hostname) !== addressFamily && isStraight) {
    const only = addressFamily === 4 ? 'inet' : 'inet6';
    refuse(
      `its address ${hostname} is not of AddressFamily ${only}, which its ssh configuration asks for`,
      'correct one',
    );
  }
}
