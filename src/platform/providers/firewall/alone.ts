import { read } from '../../../core/fact.ts';
import type { Facts } from '../../../core/facts.ts';
import type { Misfit } from '../../provider.ts';
import { firewallInForce, type InForce, namesOf } from './in-force.ts';

/** Fits where this firewall is in force and no other beside it: what one lets in, another would still refuse. */
export const alone =
  (name: string, isIt: (found: InForce) => boolean) =>
  (facts: Facts): true | Misfit => {
    const found = read(facts, firewallInForce);
    const names = namesOf(found);
    const kinds = new Set(names.map((one) => one.split(' ')[0]));
    if (isIt(found) && kinds.size <= 1 && found.others.length === 0) return true;
    return {
      needs: [name],
      here: `${names.join(' and ')} ${names.length === 1 ? 'refuses' : 'refuse'} what it does not know`,
    };
  };
