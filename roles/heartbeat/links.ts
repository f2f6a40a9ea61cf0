import { z } from 'zod';
import { interfaceName, ipAddress, ipv4Address, port } from '../../src/core/schema.ts';

/** Speeds of a serial line that ha.cf(5) knows, in baud. */
const BAUD = [9600, 19200, 38400, 57600, 115200, 230400, 460800] as const;

/** A device file; `like` is one that it may be. */
export const device = (like: string) =>
  z.string().regex(/^\/dev\/(?!.*\.\.)[\w/.:@+-]+$/, { error: `expected a device such as ${like}` });

const ucast = z.strictObject({
  ucast: interfaceName,
  /** The directors' addresses on this interface; default: their `address`. */
  addresses: z.array(ipAddress).min(1).optional(),
});
const bcast = z.strictObject({ bcast: interfaceName });
const mcast = z.strictObject({
  mcast: interfaceName,
  group: ipv4Address.refine((address) => /^(22[4-9]|23\d)\./.test(address), {
    error: 'expected a multicast group (224.0.0.0 to 239.255.255.255)',
  }),
  port: port.optional(),
  ttl: z.int().min(1).max(255).default(1),
});
const serial = z.strictObject({
  serial: device('/dev/ttyS0'),
  baud: z.literal(BAUD).default(19200),
});

/** One way for heartbeats from director to director; the first key says which kind. */
export const link = z.union([ucast, bcast, mcast, serial]);

export type HeartbeatLink = z.infer<typeof link>;

/** What `cl_status` calls the link: the interface or the device. */
export function linkName(link: HeartbeatLink): string {
  if ('ucast' in link) return link.ucast;
  if ('bcast' in link) return link.bcast;
  return 'mcast' in link ? link.mcast : link.serial;
}
