import type { Mends } from '../../../src/cluster/status/findings/seen.ts';
import { GIVES_UP, TAKES } from '../handover/commands.ts';

/** The steps of a plan that settle who directs. */
export const MENDS: Mends = {
  nobody: `command ${TAKES}`,
  two: `command ${GIVES_UP}`,
  table: /^command (this director (hears|directs)|no hand-over|IPVS directs)/,
};
