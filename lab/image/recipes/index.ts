import type { Recipe } from '../recipe.ts';
import { debian } from './debian.ts';

const recipes: readonly Recipe[] = [debian];

export const suites: readonly string[] = recipes.flatMap((recipe) => recipe.suites);

/** The recipe that makes hosts of a suite. */
export function recipeFor(suite: string): Recipe {
  const found = recipes.find((recipe) => recipe.suites.includes(suite));
  if (!found) throw new Error(`no image recipe for the suite ${suite}; there are ${suites.join(', ')}`);
  return found;
}
