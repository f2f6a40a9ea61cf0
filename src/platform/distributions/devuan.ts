import satisfies from 'semver/functions/satisfies.js';
import { debian } from './debian.ts';
import type { Distribution } from './distribution.ts';

/** Devuan: Debian's packages without systemd. Its 5 is Debian's 12, its 6 is Debian's 13. */
export const devuan: Distribution = {
  ...debian,
  name: 'Devuan 5 and 6',
  standsFor: { ids: ['devuan'], program: 'apt-get' },
  covers: ({ id, version }) => id === 'devuan' && version !== null && satisfies(version, '5 - 6'),
};
