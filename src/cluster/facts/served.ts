import { type Fact, type FactValues, read } from '../../core/fact.ts';
import { sh } from '../../core/sh.ts';
import { parseMembers } from '../membership/list.ts';
import { MEMBER_LIST } from '../membership/member-list.ts';

/** The virtual addresses that the host's cluster had at the last run, by its own list of members; in one text, with blanks between. */
export const served: Fact<string | undefined> = {
  id: 'served',
  ask: sh`cat ${MEMBER_LIST}`,
  parse: ({ stdout }) => parseMembers(stdout).addresses.join(' ') || undefined,
};

/** The same in a list; none before the first run. */
export const servedAddresses = (facts: FactValues): readonly string[] => read(facts, served)?.split(' ') ?? [];
