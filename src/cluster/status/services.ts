import { addressIn } from '../../core/address/endpoint.ts';
import type { Member } from '../../core/role.ts';
import { realServerName } from '../drain/note.ts';
import type { WantedService } from '../ipvs/wanted.ts';
import type { SegmentVars } from '../model/segment-vars.ts';
import type { Answer } from './answer.ts';
import type { RealStatus, ServiceStatus } from './shape.ts';

/**
 * The virtual services as the active directors have them, those of the inventory first; connections of several active
 * directors are added up.
 */
export function serviceStatus(
  wanted: readonly WantedService[],
  nodes: readonly Member<SegmentVars>[],
  active: readonly Answer[],
): readonly ServiceStatus[] {
  const found = active.flatMap(({ table }) => table);
  const keys = [...new Set([...wanted, ...found].map(({ key }) => key))];
  return keys.map((key) => {
    const want = wanted.find((service) => service.key === key);
    const [first] = found.filter((service) => service.key === key);
    const { scheduler, flags } = first ?? want ?? { scheduler: '', flags: [] };
    const reals = [
      ...(want?.reals ?? []),
      ...found.filter((service) => service.key === key).flatMap((one) => one.reals),
    ];
    const addresses = [...new Set(reals.map(({ address }) => address))];
    return {
      name: want?.name ?? 'not in the inventory',
      key,
      scheduler,
      flags,
      reals: addresses.map((address): RealStatus => {
        const entry = first?.reals.find((real) => real.address === address);
        const wish = want?.reals.find((real) => real.address === address);
        const counts = active
          .flatMap((answer) => answer.counts)
          .filter((row) => row.virtual === key && row.real === address);
        const total = (field: 'active' | 'inactive' | 'persistent') => counts.reduce((sum, row) => sum + row[field], 0);
        return {
          name: realServerName(addressIn(address), nodes),
          address,
          forwarding: entry?.forwarding ?? wish?.forwarding ?? '',
          ...(entry === undefined ? {} : { weight: entry.weight }),
          ...(wish === undefined ? {} : { wanted: wish.weight }),
          active: total('active'),
          inactive: total('inactive'),
          persistent: total('persistent'),
        };
      }),
    };
  });
}
