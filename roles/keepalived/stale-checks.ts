import type { Context } from '../../src/cluster/model/role.ts';
import { defineResource, type Resource } from '../../src/core/resource.ts';
import { sh } from '../../src/core/sh.ts';
import { script } from '../../src/resources/shell/script.ts';
import { takeAwayFunction } from '../../src/resources/shell/take-away.ts';
import { questions } from './checks/questions.ts';
import { CONFIGURATION } from './paths.ts';
import type { KeepalivedVars } from './vars.ts';

const OURS = sh`${CONFIGURATION}/*.check`;

/**
 * What checks asked that there are no more, passwords too. keepalived has read a configuration without them by then. They are
 * kept as other files are: `umctl restore` brings that configuration back, and it needs them.
 */
const noStaleChecks = defineResource<{ readonly staying: readonly string[] }, { readonly stale: string }>({
  type: 'checks',
  key: () => 'that are made no more',
  impact: () => 'none',
  restorable: 'files',
  want: () => ({ stale: '' }),
  probe: () => sh`for one in ${OURS}; do [ ! -e "$one" ] || echo "$one"; done`,
  parse: ({ stdout }, { staying }) => ({
    stale: stdout
      .split('\n')
      .filter((path) => path !== '' && !staying.includes(path))
      .join(', '),
  }),
  apply: ({ staying }) => ({
    run: script(
      takeAwayFunction,
      sh`for one in ${OURS}; do
  for stays in ${staying}; do [ "$stays" != "$one" ] || continue 2; done
  take_away "$one"
done`,
    ),
  }),
});

/** The files of checks that the inventory does not have any more are not there. */
export const forgetChecks = (context: Context<KeepalivedVars>): Resource =>
  noStaleChecks({ staying: questions(context).map(({ path }) => path) });
