import type { Host } from '../../core/host.ts';

/** The variable that says which cluster a host is in. */
export const CLUSTER = 'cluster';

const NAME = /^[\w][\w.-]*$/u;

/** The cluster that a host's variables name. Anything that is no name is somebody else's variable. */
export function namedCluster({ vars: { [CLUSTER]: given } }: Pick<Host, 'vars'>): string | undefined {
  const text = typeof given === 'number' ? String(given) : given;
  return typeof text === 'string' && NAME.test(text) ? text : undefined;
}
