import { z } from 'zod';
import { ipAddress, port } from '../../core/schema.ts';
import { forwarding } from './fallback.ts';
import { asPattern, type Writable } from './text.ts';

export const weight = z.int().min(0).max(65535);

/** A real server beyond the inventory's nodes, or, by a node's address, what is different about that node. */
export const realServerSchema = ({ beside }: Writable) =>
  z
    .strictObject({
      address: ipAddress,
      /** Only for `masq`: the other ways leave the packet, and so its port, as it is. */
      port: port.optional(),
      weight: weight.optional(),
      forwarding: forwarding.optional(),
      request: beside.optional(),
      receive: asPattern(beside).optional(),
      /** Connections at which no new ones are sent, and at which they are again; see ipvsadm(8) -x and -y. */
      upper_threshold: z.int().min(0).optional(),
      lower_threshold: z.int().min(0).optional(),
    })
    .refine(({ request, receive }) => (request === undefined) === (receive === undefined), {
      error: 'expected both `request` and `receive`, or neither: they are read as a pair',
    });

export type RealServer = z.infer<ReturnType<typeof realServerSchema>>;
