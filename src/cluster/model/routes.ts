import { type Family, parseIp } from '../../core/address/ip.ts';
import { type Sh, sh } from '../../core/sh.ts';

/** A next hop of a default route, as `ip route show 0/0` prints it. */
export interface NextHop {
  readonly gateway: string | undefined;
  readonly device: string | undefined;
}

interface DefaultRoute {
  readonly metric: number;
  readonly hops: readonly NextHop[];
}

export const askRoutes = (family: Family): Sh => (family === 6 ? sh`ip -6 route show ::/0` : sh`ip -4 route show 0/0`);

/**
 * Where the default route goes, by what {@link askRoutes} printed. The route with the lowest metric is taken. Of those with the same, the
 * kernel takes the first of IPv4, and any of IPv6; a route with several next hops uses all of them.
 */
export function usedHops(output: string): readonly NextHop[] {
  const routes = parseRoutes(output).toSorted((a, b) => a.metric - b.metric);
  const isSix = routes.some(({ hops }) => hops.some(({ gateway = '' }) => parseIp(gateway)?.family === 6));
  const used = isSix ? routes.filter(({ metric }) => metric === routes[0]?.metric) : routes.slice(0, 1);
  return used.flatMap(({ hops }) => hops);
}

/** See ip-route(8); next hops of a route that has several stand on lines of their own. */
function parseRoutes(output: string): readonly DefaultRoute[] {
  return output.split(/^(?=default)/m).flatMap((text) => {
    const [first = [], ...more] = text.split('\n').map((line) => line.trim().split(/\s+/));
    if (first[0] !== 'default') return [];
    const several = more.filter(([word]) => word === 'nexthop');
    const hops = (several.length > 0 ? several : [first]).map((words) => ({
      gateway: after('via', words),
      device: after('dev', words),
    }));
    return [{ metric: Number(after('metric', first) ?? 0), hops }];
  });
}

const after = (word: string, words: readonly string[]): string | undefined =>
  words.includes(word) ? words[words.indexOf(word) + 1] : undefined;
