import type { Check } from '../../core/check.ts';
import { joinSh } from '../../core/sh.ts';
import { activeComplaint, askActive, askHeld, duties, lackingComplaint } from './active.ts';
import { preferredBy } from './address-groups.ts';
import type { Context } from './role.ts';
import type { SegmentVars } from './segment-vars.ts';
import { SETTLES_WITHIN } from './timing.ts';
import { showAddress, virtualAddresses } from './virtual-addresses.ts';

/** The cluster has one active director, neither none nor two, and it has all virtual addresses. `why`: where it says why none is. */
export function oneActive(contexts: readonly Context<SegmentVars>[], why: string): readonly Check[] {
  const [first] = contexts;
  const addresses = first === undefined ? [] : virtualAddresses(first.vars);
  const preferred = first && preferredBy(first.vars);
  const has =
    addresses.length === 1
      ? 'the virtual address on its interface'
      : `all ${addresses.length} virtual addresses on their interfaces`;
  return [
    {
      name: `exactly one director has ${has}${preferred === undefined ? '' : ` (${addresses.map(showAddress).join(', ')})`}`,
      asks: Object.fromEntries(
        contexts.map(({ name, vars }) => [
          name,
          addresses.length === 1 ? askActive(vars) : joinSh([askActive(vars), askHeld(vars)]),
        ]),
      ),
      failure(answers) {
        const complaint = activeComplaint(answers);
        if (complaint === undefined)
          return first && addresses.length > 1 ? lackingComplaint(answers, first.vars) : undefined;
        return duties(answers).some(({ active }) => active) ? complaint : `${complaint}; ${why}`;
      },
      withinSeconds: SETTLES_WITHIN,
    },
  ];
}
