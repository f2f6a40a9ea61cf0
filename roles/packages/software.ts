import type { Software } from '../../src/core/software.ts';

/** What checks ask the segment with. */
export const arping: Software = { id: 'arping', packages: { deb: ['iputils-arping'], rpm: ['iputils'] } };
