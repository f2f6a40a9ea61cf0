import { z } from 'zod';
import { plainText } from '../../core/schema.ts';
import { alerts } from './alerts.ts';
import { checkSchema } from './check.ts';
import { fallback, forwarding } from './fallback.ts';
import { realServerSchema } from './real-server.ts';
import { refineService } from './refine-service.ts';
import { servicePort } from './service-port.ts';
import { path, type Writable } from './text.ts';

/** The kernel's schedulers, as ipvsadm(8) names them. */
const SCHEDULERS = [
  'rr',
  'wrr',
  'lc',
  'wlc',
  'lblc',
  'lblcr',
  'dh',
  'sh',
  'mh',
  'sed',
  'nq',
  'fo',
  'ovf',
  'twos',
] as const;

const name = z.string().regex(/^[A-Za-z0-9_-]+$/, { error: 'expected letters, digits, - and _' });

const netmask = z.string().refine(isNetmask, { error: 'expected a netmask such as 255.255.255.0' });

/** A virtual service: a port of the virtual address, all of them, or what a firewall mark says belongs together. */
export const serviceSchema = (writable: Writable) =>
  z
    .strictObject({
      name,
      /** The names of the virtual addresses that it stands on; default: all. */
      addresses: z.array(z.string()).min(1).optional(),
      /** One, or `all`: of them all, those that other services have excepted. */
      port: servicePort.optional(),
      protocol: z.enum(['tcp', 'udp']).optional(),
      fwmark: z.int().min(1).max(0xffffffff).optional(),
      scheduler: z.enum(SCHEDULERS).default('wrr'),
      /** Flags of the sh and mh schedulers; see ipvsadm(8) -b. */
      schedflags: z
        .array(z.enum(['sh-fallback', 'sh-port', 'mh-fallback', 'mh-port']))
        .min(1)
        .optional(),
      /** Seconds for which a client keeps its real server. */
      persistent: z.int().min(1).optional(),
      netmask: netmask.optional(),
      /** One-packet scheduling, for udp. */
      ops: z.boolean().optional(),
      forwarding: forwarding.default('gate'),
      check: checkSchema(writable).prefault({}),
      /** Whether the inventory's nodes are real servers of this service. */
      nodes: z.boolean().default(true),
      real_servers: z.array(realServerSchema(writable)).default([]),
      fallback: fallback.optional(),
      fallbackcommand: path.optional(),
      quiescent: z.boolean().optional(),
      cleanstop: z.boolean().optional(),
      monitorfile: path.optional(),
      comment: plainText.optional(),
      ...alerts,
    })
    .superRefine(refineService);

export type VirtualService = z.infer<ReturnType<typeof serviceSchema>>;

/** Ones from the left, then zeros. */
function isNetmask(text: string): boolean {
  const octets = text.split('.');
  if (octets.length !== 4 || !octets.every((octet) => /^\d{1,3}$/.test(octet) && Number(octet) < 256)) return false;
  return /^1+0*$/.test(octets.map((octet) => Number(octet).toString(2).padStart(8, '0')).join(''));
}
