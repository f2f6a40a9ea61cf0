import type { Software } from '../../src/core/software.ts';

/** What serves the page, and what makes its certificate. */
export const software: Software = {
  id: 'web server',
  packages: { deb: ['nginx', 'openssl'], rpm: ['nginx', 'openssl'] },
};
