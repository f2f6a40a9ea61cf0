import process from 'node:process';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { refuseHost } from '../../../../roles/keepalived/refuse-host.ts';
import { isRoot } from '../../is-root.ts';
import { confOf, director } from './cluster.ts';
import { inventories } from './inventories.ts';
import { tryOut } from './real.ts';

/** More by hand: `UMCTL_RUNS=500`, and with another keepalived, `UMCTL_KEEPALIVED=PATH UMCTL_VERSION=2.1.5`. */
const { UMCTL_RUNS: runs = '12', UMCTL_VERSION: version = '2.2.7' } = process.env;

it.runIf(isRoot)('keepalived takes without a word whatever an inventory may say', { timeout: 600_000 }, () => {
  fc.assert(
    fc.property(inventories, (vars) => {
      // What that version lacks is refused before.
      fc.pre(refuseHost(director({ vars, version })).length === 0);
      expect(tryOut(confOf({ vars, version }))).toEqual({ code: 0, said: '' });
    }),
    { numRuns: Number(runs) },
  );
});
