import { SECTION } from './section.ts';
import type { ServicesVars } from './vars.ts';

/** The addresses that may serve in place of all real servers of a service. */
export const fallbackAddresses = ({
  [SECTION]: settings,
  virtual_services: services,
}: ServicesVars): readonly string[] =>
  [settings.fallback, ...services.map(({ fallback }) => fallback)].flatMap((fallback) =>
    fallback === undefined ? [] : [fallback.address],
  );
