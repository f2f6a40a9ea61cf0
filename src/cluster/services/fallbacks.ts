import { fallbacksIn } from './fallback.ts';
import { servicesIn } from './given.ts';
import { SECTION } from './section.ts';
import type { ServicesVars } from './vars.ts';

/** The addresses that may serve in place of all real servers of a service. */
export const fallbackAddresses = (vars: ServicesVars): readonly string[] =>
  [vars[SECTION].fallback, ...servicesIn(vars).map(({ fallback }) => fallback)].flatMap((given) =>
    fallbacksIn(given).map(({ fallback }) => fallback.address),
  );
