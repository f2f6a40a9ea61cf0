import { z } from 'zod';

export const demoSite = {
  /** Whether the nodes serve the demo's web and ftp pages themselves. */
  demo_site: z.boolean().default(false),
};
