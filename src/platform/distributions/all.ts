import { debian } from './debian.ts';
import { devuan } from './devuan.ts';
import type { Distribution } from './distribution.ts';
import { redhat } from './redhat.ts';
import { redhatLegacy } from './redhat-legacy.ts';
import { ubuntu } from './ubuntu.ts';

/** All distributions that umctl knows; one line each. */
export const distributions: readonly Distribution[] = [debian, ubuntu, devuan, redhat, redhatLegacy];
