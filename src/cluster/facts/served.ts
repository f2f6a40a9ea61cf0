import type { Fact } from '../../core/fact.ts';
import { sh } from '../../core/sh.ts';
import { parseMembers } from '../membership/list.ts';
import { MEMBER_LIST } from '../membership/member-list.ts';

/** The virtual address that the host's cluster had at the last run, by its own list of members. */
export const served: Fact<string | undefined> = {
  id: 'served',
  ask: sh`cat ${MEMBER_LIST}`,
  parse: ({ stdout }) => parseMembers(stdout).address,
};
