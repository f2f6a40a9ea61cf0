import { z } from 'zod';
import { logging } from '../../src/cluster/model/logging-vars.ts';
import { storedSecret } from '../../src/cluster/model/secret-vars.ts';
import { segmentSchema } from '../../src/cluster/model/segment-vars.ts';
import { parseIp } from '../../src/core/address/ip.ts';
import { ipAddress, port, seconds } from '../../src/core/schema.ts';
import { gateway } from '../gateway/vars.ts';
import { handover } from './handover/handover-vars.ts';
import { device, link } from './links.ts';
import { refineLinks, refineTimings } from './refine.ts';

/** A director that has not been heard for so long is taken for dead. */
export const deadtime = seconds.default(10);

const heartbeat = z
  .strictObject({
    links: z.array(link).min(1),
    /** Timings in seconds; see ha.cf(5). */
    deadtime,
    keepalive: seconds.optional(),
    warntime: seconds.optional(),
    initdead: seconds.optional(),
    deadping: seconds.optional(),
    udpport: port.default(694),
    auto_failback: z.boolean().default(false),
    /** Hosts whose reachability decides, by ipfail, which director is better off; default: the gateway. */
    ping: z.array(ipAddress).optional(),
    debug: z.int().min(0).max(255).optional(),
    watchdog: device('/dev/watchdog').optional(),
    key: z.union([z.strictObject({ generate: z.literal(true) }), storedSecret]).default({ generate: true }),
  })
  .superRefine(refineTimings);

export const vars = segmentSchema({ ...handover, ...logging, ...gateway, heartbeat }).superRefine(refineLinks);

export type HeartbeatVars = z.infer<typeof vars>;

/** The gateway as a director pings it: heartbeat has no ping nodes of IPv6. */
export const pingedGateway = ({ gateway: given }: Pick<HeartbeatVars, 'gateway'>): readonly string[] =>
  [given].flat().filter((address) => parseIp(address)?.family === 4);
