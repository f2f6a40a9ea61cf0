import { askRoutes, type NextHop, usedHops } from '../../src/cluster/model/routes.ts';
import { defineResource } from '../../src/core/resource.ts';
import { type Sh, sh } from '../../src/core/sh.ts';
import { script } from '../../src/resources/shell/script.ts';
import { type Gateway, isOwn } from './vars.ts';

/** Asks for the default route of the gateway's family. */
export const askRoute = (wanted: Gateway): Sh => askRoutes(isOwn(wanted) ? 6 : 4);

/** What is wrong with the default route, by what {@link askRoute} printed; undefined where it is as wanted. */
export function astray(output: string, { gateway, interface: device }: Gateway): string | undefined {
  const used = usedHops(output);
  if (used.length === 0) return 'there is no default route';
  return used.some((route) => route.gateway === gateway && route.device === device)
    ? undefined
    : `the default route goes to ${used.map(shown).join(' and to ')}, wanted ${gateway} by ${device}`;
}

const shown = ({ gateway, device }: NextHop): string => `${gateway ?? 'no gateway'} by ${device}`;

/** That a host's own default route is as wanted. A step for it cannot be done. */
export const ownRoute = defineResource<Gateway & { readonly at: string }, { readonly goes: boolean }>({
  type: 'default route of the host itself',
  key: ({ gateway, interface: device }) => `${gateway} on ${device}`,
  want: () => ({ goes: true }),
  probe: askRoute,
  parse({ stdout }, params) {
    const wrong = astray(stdout, params);
    if (wrong === undefined) return { goes: true };
    const hint =
      'umctl sets no routes of IPv6: set it where the host has its network from (a router that advertises itself, or its ' +
      `configuration), or correct \`gateway\` (${params.at})`;
    return { goes: false, cannot: `IPv6: ${wrong}; ${hint}` };
  },
  apply: ({ gateway }) => ({ run: script(sh`fail ${`the default route of IPv6 does not go through ${gateway}`}`) }),
  impact: () => 'none',
});
