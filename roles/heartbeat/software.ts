import type { Software } from '../../src/core/software.ts';

const PROGRAMS = '/usr/libexec/heartbeat';

export const HEARTBEAT = `${PROGRAMS}/heartbeat`;
export const IPFAIL = `${PROGRAMS}/ipfail`;

/** Heartbeat 2 of EL 5 has its programs among the libraries. */
export const software: Software = {
  id: 'heartbeat',
  packages: { deb: ['heartbeat'], rpm: ['heartbeat'] },
  programs: { program: 'heartbeat', directory: PROGRAMS, elsewhere: ['/usr/lib64/heartbeat', '/usr/lib/heartbeat'] },
};
