import type { Mends } from '../../../src/cluster/status/findings/seen.ts';
import { ANYWHERE, DIRECTS, GIVES_UP, HEARS, TAKES, WHOLE } from '../handover/commands.ts';

/** The steps of a plan that settle who directs. */
export const MENDS: Mends = {
  nobody: `command ${TAKES}`,
  two: `command ${GIVES_UP}`,
  table: new RegExp(`^command (${[HEARS, DIRECTS, WHOLE, ANYWHERE].join('|')})$`),
};
