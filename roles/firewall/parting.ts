import { z } from 'zod';
import { defineRole } from '../../src/cluster/model/role.ts';
import { firewall } from '../../src/platform/capabilities/firewall.ts';

/** A host that leaves closes all that umctl ever opened there. */
export default defineRole({
  name: 'closed firewall',
  vars: z.object({}),
  resources: ({ platform }) => platform.want(firewall, { openings: [], extent: 'close' }),
});
