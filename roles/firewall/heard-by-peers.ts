import type { Link } from '../../src/cluster/links/link.ts';
import { linksHeard } from '../../src/cluster/links/proof.ts';
import { isDirector } from '../../src/cluster/model/is-director.ts';
import type { Context } from '../../src/cluster/model/role.ts';
import type { Check } from '../../src/core/check.ts';
import { needsOf } from './openings.ts';
import type { FirewallVars } from './vars.ts';

type FirewallContext = Context<FirewallVars>;

/**
 * Directors send each other a packet of each kind that nothing of the stack asks for both ways: adverts go from the active
 * director only, and so does what it tells of its connections. What is refused the other way would show at the next hand-over.
 */
export function heardByPeers(contexts: readonly FirewallContext[], seconds?: number): readonly Check[] {
  const directors = contexts.filter(isDirector);
  return linksHeard({
    members: directors.map((director) => ({
      ...director,
      links: [...adverts(director, directors), ...told(director)],
    })),
    otherwise: 'this would show at the next hand-over',
    ...(seconds === undefined ? {} : { seconds }),
  });
}

const adverts = (director: FirewallContext, directors: readonly FirewallContext[]): readonly Link[] =>
  (director.stack.ha.links?.(director, directors) ?? []).filter(({ protocol }) => protocol === 'vrrp');

/** What goes to a group of its own, whoever is in it: the IPVS sync. */
const told = (director: FirewallContext): readonly Link[] =>
  needsOf(director).flatMap(({ protocol, port, group, interface: link, from, to }) =>
    protocol === 'udp' && port !== undefined && group !== undefined && from === 'directors' && to === 'directors'
      ? [{ protocol, port, group, to: [group], device: link ?? director.vars.interface }]
      : [],
  );
