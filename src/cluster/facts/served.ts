import { type Fact, type FactValues, read } from '../../core/fact.ts';
import { sh } from '../../core/sh.ts';
import { tidy } from '../../core/tidy.ts';
import { parseMembers } from '../membership/list.ts';
import { MEMBER_LIST } from '../membership/member-list.ts';

/** The virtual addresses that the host's cluster had at the last run, by its own list of members; in one text, with blanks between. */
export const served: Fact<string | undefined> = {
  id: 'served',
  ask: tidy(sh`if [ -r ${MEMBER_LIST} ]; then
  while IFS= read -r line || [ -n "$line" ]; do printf '%s\\n' "$line"; done < ${MEMBER_LIST}
fi`),
  parse: ({ stdout }) => parseMembers(stdout).addresses.join(' ') || undefined,
};

/** The same in a list; none before the first run. */
export const servedAddresses = (facts: FactValues): readonly string[] => read(facts, served)?.split(' ') ?? [];
