import { z } from 'zod';
import { ipAddress, port } from '../../core/schema.ts';

/** How the director hands packets on: direct routing, network address translation, or an IP-in-IP tunnel. */
export const forwarding = z.enum(['gate', 'masq', 'ipip']);

/** Where clients are sent when no real server is left. */
export const fallback = z.strictObject({
  address: ipAddress,
  /** Default: the service's own port. */
  port: port.optional(),
  forwarding: forwarding.default('gate'),
});
