import { nameOf } from '../../../src/cluster/drain/note.ts';
import { type Counts, parseCounts } from '../../../src/cluster/ipvs/counts.ts';
import { duties } from '../../../src/cluster/model/active.ts';
import type { Context, Refusal } from '../../../src/cluster/model/role.ts';
import { type Service, services } from '../service.ts';
import type { LdirectordVars } from '../vars.ts';

type Drainable = Pick<Context<LdirectordVars>, 'vars' | 'nodes' | 'recalled'>;

/**
 * Services whose clients would be refused, were the real servers drained, at their places in the inventory.
 * @param context as it would be with them drained
 * @param tables what each director said of its own; see askCounts
 */
export function refuseOutage(
  context: Drainable,
  { addresses, tables }: { readonly addresses: readonly string[]; readonly tables: ReadonlyMap<string, string> },
): readonly Refusal[] {
  const rows = duties(Object.fromEntries([...tables].map(([host, stdout]) => [host, { code: 0, stdout, stderr: '' }])))
    .filter(({ active }) => active)
    .flatMap(({ rest }) => parseCounts(rest));
  const names = addresses.map((address) => nameOf(address, context.nodes)).join(' and ');
  return services(context).flatMap((service, i) => {
    if (!service.reals.some(({ address }) => addresses.includes(address))) return [];
    const reason = lastOf(service, rows) ?? hashed(service);
    if (reason === undefined) return [];
    const message = `${names} cannot be drained: ${reason}; --allow-outage drains it all the same`;
    return [{ path: ['virtual_services', i], message }];
  });
}

function lastOf({ vars, protocol, virtual, reals }: Service, rows: readonly Counts[]): string | undefined {
  const others = reals.filter(({ weight }) => weight > 0);
  if (others.length === 0) return `${vars.name} would have no real server left, and its clients would be refused`;
  const mine = rows.filter((row) => row.virtual === `${protocol.toUpperCase()} ${virtual}`);
  const serves = ({ address, port }: (typeof others)[number]) =>
    mine.some(({ real, weight }) => weight > 0 && real === `${address}:${port}`);
  if (rows.length === 0 || others.some(serves)) return undefined;
  return `no other real server of ${vars.name} gets clients just now, so they would be refused`;
}

/** Measured: with weight 0, these schedulers refuse the clients whose hash is the real server's. */
function hashed({ vars: { name, scheduler, schedflags = [] } }: Service): string | undefined {
  if (scheduler === 'dh') return `with the scheduler dh, clients of ${name} whose hash is its would be refused`;
  if ((scheduler !== 'sh' && scheduler !== 'mh') || schedflags.includes(`${scheduler}-fallback`)) return undefined;
  return `clients of ${name} whose hash is its would be refused; add schedflags: [${scheduler}-fallback], and apply`;
}
