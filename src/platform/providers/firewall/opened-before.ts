import { read } from '../../../core/fact.ts';
import { defineResource } from '../../../core/resource.ts';
import { sh } from '../../../core/sh.ts';
import { onlyBack } from '../../../resources/only-back.ts';
import { openedBefore } from '../../capabilities/firewall.ts';
import { provider } from '../../provider.ts';
import { firewalld } from './firewalld.ts';
import { closedFirewalld } from './firewalld-rules.ts';
import { RECORD } from './firewalld-shell.ts';
import { firewallInForce } from './in-force.ts';

const TITLE = "umctl's rules in firewalld";

/** Without firewalld its rules cannot be taken away; without the record nobody would ever do so. */
const noted = defineResource<Readonly<Record<string, never>>, Readonly<Record<string, never>>>({
  type: 'firewall',
  key: () => 'firewalld, which does not run',
  title: () => TITLE,
  want: () => ({}),
  probe: () => sh`:`,
  parse: () => ({}),
  apply: () => ({ run: sh`:` }),
  files: () => [RECORD],
  back: {
    from: () => [],
    told: 'they stay as they are, and noted, as firewalld does not run here; start it, and restore the run again',
  },
});

/** firewalld keeps its rules on the disk, and the record of what is umctl's is beside them, whatever else is in force by now. */
export const firewalldBefore = provider({
  provides: openedBefore,
  facts: [firewallInForce],
  want(_spec, { facts }) {
    const { firewalld: zones } = read(facts, firewallInForce);
    // Its own provider does that already.
    if (firewalld.fits?.(facts) === true) return [];
    if (zones === undefined) return [noted({})];
    const told = 'they go back to what they were before that run; another firewall is in force beside firewalld';
    return [onlyBack(closedFirewalld({ openings: [], zones }), { title: TITLE, told })];
  },
});
