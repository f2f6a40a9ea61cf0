import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { isRoot } from '../../is-root.ts';
import { confOf } from './cluster.ts';
import { canBeAsked, dump } from './dump.ts';
import { tryOut } from './real.ts';
import { understood } from './understood.ts';

const read = (name: string): string => readFileSync(new URL(`./pairs/${name}`, import.meta.url), 'utf8');

/** Pairs as people have them, each beside the inventory that says the same. */
const PAIRS = [
  { name: 'api', router: 'API', services: 1, checks: 2 },
  { name: 'shop', router: 'VI_1', services: 2, checks: 4 },
  { name: 'names', router: 'NS', services: 4, checks: 5 },
  { name: 'plain', router: 'VI_1', services: 3, checks: 7 },
] as const;

describe.runIf(isRoot && canBeAsked)(
  'keepalived understands an inventory as it understands the configuration of a pair',
  () => {
    it.each(PAIRS)('$name', async ({ name, router, services, checks }) => {
      const vars = { virtual_address: undefined, ...(parse(read(`${name}.yaml`)) as object) };
      const ours = confOf({ vars, secrets: { 'password of VRRP': 'hidden' } });
      expect(tryOut(ours)).toEqual({ code: 0, said: '' });
      const [theirs, own] = await Promise.all([dump(read(`${name}.conf`)), dump(ours)]);
      const wanted = understood(theirs, router);
      expect([wanted['router'], wanted['servers'], wanted['checks']].map((some) => some?.length)).toEqual([
        1,
        services,
        checks,
      ]);
      expect(understood(own, router)).toEqual(wanted);
    });
  },
);
