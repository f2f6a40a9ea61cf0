import type { Family } from '../../model/families.ts';
import type { Recipe } from '../recipe.ts';
import { debian } from './debian.ts';
import { legacy } from './redhat/legacy.ts';
import { redhat } from './redhat/redhat.ts';

/** How hosts of each family are made. */
export const recipes: Readonly<Record<Family, Recipe>> = { debian, redhat, legacy };
