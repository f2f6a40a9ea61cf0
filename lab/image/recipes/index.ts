import type { Suite, suites } from '../../model/families.ts';
import type { Recipe } from '../recipe.ts';
import { cloud } from './cloud/cloud.ts';
import { debian } from './debian.ts';
import { legacy } from './redhat/legacy.ts';
import { redhat } from './redhat/redhat.ts';

/** How the images of each family are made. */
export const recipes: Readonly<Record<(typeof suites)[Suite], Recipe>> = { debian, cloud, redhat, legacy };
