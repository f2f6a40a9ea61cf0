import satisfies from 'semver/functions/satisfies.js';
import { debian } from './debian.ts';
import type { Distribution } from './distribution.ts';

/** Ubuntu's releases with long support: Debian's packages, and netplan, as its installer and its cloud images have it. */
export const ubuntu: Distribution = {
  ...debian,
  name: 'Ubuntu 22.04, 24.04 and 26.04',
  standsFor: { ids: ['ubuntu'], program: 'apt-get' },
  covers: ({ id, version }) => id === 'ubuntu' && version !== null && satisfies(version, '22.4 || 24.4 || 26.4'),
};
