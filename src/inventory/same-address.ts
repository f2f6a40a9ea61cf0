import { type Problem, showPosition } from '../core/errors.ts';
import type { Host } from '../core/host.ts';

/**
 * Hosts that umctl would connect to as one: what the plan wants of the first name it would undo as the second. Behind different
 * jump hosts the same address is another machine.
 * @param isInPlay whether any play is for the host
 */
export function sameAddress(hosts: readonly Host[], isInPlay: (host: Host) => boolean): readonly Problem[] {
  const first = new Map<string, Host>();
  return hosts.filter(isInPlay).flatMap((host) => {
    const key = wayTo(host);
    const twin = first.get(key);
    if (twin === undefined) {
      first.set(key, host);
      return [];
    }
    const { host: address, port } = host.connection;
    const where = port === undefined ? address : `${address}, port ${port}`;
    const message =
      `${host.name} and ${twin.name} (${showPosition(twin.at(['ansible_host']))}) are both reached at ${where}: ` +
      'one machine cannot be two hosts; leave out one of the names, or correct its address';
    return [{ at: host.at(['ansible_host']), message }];
  });
}

/** Options of ssh may lead to another machine: a jump host, another port. */
const wayTo = ({ connection: { host, port, sshOptions } }: Host): string =>
  JSON.stringify([host.toLowerCase(), port, Object.entries(sshOptions).sort()]);
