import { z } from 'zod';
import { defineRole } from '../../../src/core/role.ts';
import { cidr, interfaceName, ipv4Address, plainText, port, seconds } from '../../../src/core/schema.ts';

const source = z.union([
  z.strictObject({ generate: z.literal(true) }),
  z.strictObject({ from_env: plainText }),
  z.strictObject({ from_command: z.string().min(1) }),
]);

const check = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('connect') }),
  z.strictObject({ type: z.literal('negotiate'), service: z.enum(['http', 'https', 'ftp']), request: z.string() }),
]);

const service = z
  .strictObject({
    name: plainText,
    port,
    scheduler: z.enum(['rr', 'wrr', 'wlc']).default('rr'),
    persistent: z.int().min(1).optional(),
    weight: z.number().positive().max(100).optional(),
    check: check.optional(),
    tags: z.array(z.string().min(1)).min(1).max(3).optional(),
  })
  .refine(({ name, port: number }) => name !== 'http' || number === 80, {
    error: 'http belongs on port 80',
    path: ['port'],
  });

const cluster = z.object({
  interface: interfaceName,
  gateway: ipv4Address,
  virtual_address: cidr,
  virtual_services: z.array(service).min(1),
  heartbeat: z.strictObject({
    links: z.array(
      z.union([
        z.strictObject({ ucast: interfaceName }),
        z.strictObject({ serial: z.string(), baud: z.int().default(19200) }),
      ]),
    ),
    deadtime: seconds,
    auto_failback: z.boolean().default(false),
    key: source.default({ generate: true }),
  }),
  sysctls: z.record(z.string(), z.union([z.number(), z.boolean()])).default({}),
});

const site = z.object({ demo_site: z.boolean().default(false), gateway: ipv4Address });

const nothing = { resources: () => [] };

/** Roles with schemas of every kind that real roles have. */
export const roles = [
  defineRole({ name: 'cluster', vars: cluster, ...nothing }),
  defineRole({ name: 'site', vars: site, ...nothing }),
];
