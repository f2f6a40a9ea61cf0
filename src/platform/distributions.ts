import { debian } from './debian.ts';
import type { Distribution } from './distribution.ts';

/** All distributions that umctl knows; one line each. */
export const distributions: readonly Distribution[] = [debian];
