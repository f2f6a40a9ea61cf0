import type { Link, LinkEnd } from '../../src/cluster/links/link.ts';
import { groupOf } from './ports.ts';
import { advertAddress } from './router.ts';
import { type KeepalivedVars, vars as schema } from './vars.ts';

/** The network that adverts go by. */
export function links(director: LinkEnd, directors: readonly LinkEnd[]): readonly Link[] {
  const vars = varsOf(director);
  if (vars === undefined) return [];
  const { keepalived, interface: segment } = vars;
  const device = keepalived.interface ?? segment;
  const group = groupOf(vars);
  if (group !== undefined) return [{ protocol: 'vrrp', device, to: [group], group }];
  const others = directors.filter(({ host }) => host.name !== director.host.name);
  const to = others.flatMap((other) => {
    const known = varsOf(other);
    return known === undefined ? [] : [advertAddress({ vars: known, host: other.host })];
  });
  return [{ protocol: 'vrrp', device, to }];
}

const varsOf = ({ host }: LinkEnd): KeepalivedVars | undefined => schema.safeParse(host.vars).data;
