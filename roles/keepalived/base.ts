import { askRegister } from '../../src/cluster/drain/register.ts';
import { NODES } from '../../src/cluster/membership/removed.ts';
import type { Role } from '../../src/cluster/model/role.ts';
import { askMarked } from '../../src/cluster/services/marked.ts';
import { joinSh } from '../../src/core/sh.ts';
import { askAlike } from './alike.ts';
import { askDuties, dutiesUnderWay } from './duties.ts';
import { secrets } from './secrets.ts';
import { type KeepalivedVars, vars } from './vars.ts';
import { keepalivedFact } from './version/fact.ts';

/** What keepalived's role and its phases on a serving cluster have in common: one name, so one tag and one password. */
export const base = {
  name: 'keepalived',
  serves: true,
  vars,
  readsGroups: NODES,
  facts: [keepalivedFact],
  secrets,
  recall: (of) => joinSh([askMarked(of), askRegister, askDuties, askAlike]),
  underWay: dutiesUnderWay,
} satisfies Partial<Role<KeepalivedVars>>;
