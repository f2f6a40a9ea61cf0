import { expect, it } from 'vitest';
import ldirectord from '../../../../roles/ldirectord/role.ts';
import type { LdirectordVars } from '../../../../roles/ldirectord/vars.ts';
import { context } from '../cluster.ts';

const idsOf = (vars: object) => {
  const resources = ldirectord.resources(context<LdirectordVars>(ldirectord, { vars }));
  return resources.map(({ id }) => id);
};

it.each(['classic', 'make_before_break'])(
  '%s: ldirectord that does not look itself is told, before it starts',
  (handover) => {
    const ids = idsOf({ handover, ldirectord: { autoreload: false } });
    const [written, told] = [ids.indexOf('file /etc/ha.d/ldirectord.cf'), ids.indexOf('load ldirectord.cf')];
    expect(told).toBe(written + 1);
    expect(told).toBeGreaterThan(0);
    if (handover === 'make_before_break')
      expect(ids.findIndex((id) => id.includes('service ldirectord'))).toBeGreaterThan(told);
    expect(idsOf({ handover })).not.toContain('load ldirectord.cf');
  },
);
