import { addressIn } from '../../core/address/endpoint.ts';
import { type Counts, parseCounts } from '../ipvs/counts.ts';
import { hasSchedulerFlag, type WantedService } from '../ipvs/wanted.ts';
import { duties } from '../model/active.ts';
import type { Context, Refusal } from '../model/role.ts';
import type { SegmentVars } from '../model/segment-vars.ts';
import { realServerName } from './note.ts';

interface Outage {
  readonly context: Pick<Context<SegmentVars>, 'nodes'>;
  readonly addresses: readonly string[];
  /** What each director said of its own table; see askCounts. */
  readonly tables: ReadonlyMap<string, string>;
}

/**
 * Services whose clients would be refused, were the real servers drained, at their places in the inventory.
 * @param services as they would be with them drained
 */
export function refuseOutage(
  services: readonly WantedService[],
  { context, addresses, tables }: Outage,
): readonly Refusal[] {
  const rows = duties(Object.fromEntries([...tables].map(([host, stdout]) => [host, { code: 0, stdout, stderr: '' }])))
    .filter(({ active }) => active)
    .flatMap(({ rest }) => parseCounts(rest));
  const names = addresses.map((address) => realServerName(address, context.nodes)).join(' and ');
  return services.flatMap((service, i) => {
    if (!service.reals.some(({ address }) => addresses.includes(addressIn(address)))) return [];
    const reason = lastOf(service, rows) ?? hashed(service);
    if (reason === undefined) return [];
    const message = `${names} cannot be drained: ${reason}; --allow-outage drains it all the same`;
    return [{ path: service.path ?? ['virtual_services', i], message }];
  });
}

function lastOf({ name, key, reals }: WantedService, rows: readonly Counts[]): string | undefined {
  const others = reals.filter(({ weight }) => weight > 0);
  if (others.length === 0) return `${name} would have no real server left, and its clients would be refused`;
  const mine = rows.filter((row) => row.virtual === key);
  const serves = ({ address }: (typeof others)[number]) =>
    mine.some(({ real, weight }) => weight > 0 && real === address);
  if (rows.length === 0 || others.some(serves)) return undefined;
  return `no other real server of ${name} gets clients just now, so they would be refused`;
}

/** Measured: with weight 0, these schedulers refuse the clients whose hash is the real server's. */
function hashed(service: WantedService): string | undefined {
  const { name, scheduler } = service;
  if (scheduler === 'dh') return `with the scheduler dh, clients of ${name} whose hash is its would be refused`;
  if ((scheduler !== 'sh' && scheduler !== 'mh') || hasSchedulerFlag(service, `${scheduler}-fallback`))
    return undefined;
  return `clients of ${name} whose hash is its would be refused; add schedflags: [${scheduler}-fallback], and apply`;
}
