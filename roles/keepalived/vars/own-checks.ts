import { z } from 'zod';
import { interfaceName, ipAddress, port } from '../../../src/core/schema.ts';
import { command, user } from './command.ts';
import { CHECK_WORDS } from './words.ts';

const seconds = z.number().min(0).max(86_400);
const times = z.int().min(0).max(1000);

/** What all checks have; see keepalived.conf(5), "generic connection options". What is left out is as for the service. */
const timing = {
  ...CHECK_WORDS,
  alpha: z.boolean().optional(),
  retry: times.optional(),
  delay_before_retry: seconds.optional(),
  delay_loop: seconds.optional(),
  warmup: seconds.optional(),
};

const connection = {
  connect_ip: ipAddress.optional(),
  connect_port: port.optional(),
  bindto: ipAddress.optional(),
  bind_if: interfaceName.optional(),
  connect_timeout: seconds.optional(),
  ...timing,
};

/** Text that keepalived reads as it stands: no quotes, nothing that it fills in, no block. */
const plain = z.string().regex(/^[^\s"'\\{}$!#~@]+$/, {
  error: 'expected text without spaces, quotes or any of \\ { } $ ! # ~ @',
});

/** `200`, `200-299`. */
const status = z.union([z.int().min(100).max(999), z.string().regex(/^\d{3}(?:-\d{3})?$/)], {
  error: 'expected a status such as 200, or a range such as 200-299',
});

/** Between double quotes; keepalived reads a backslash as the beginning of an escape, so that it is doubled. */
const regex = z
  .string()
  .min(1)
  .refine((text) => !/["{}$~@\p{Cc}]/u.test(text), {
    error: 'expected a regular expression without quotes, braces or any of $ ~ @ (write \\x24 for $)',
  });

const url = z.strictObject({
  path: plain.refine((path) => path.startsWith('/'), { error: 'expected a path that begins with /' }),
  status_code: z.union([status.transform((one) => [one]), z.array(status).min(1)]).optional(),
  digest: z
    .string()
    .regex(/^[\da-f]{32}$/i, { error: 'expected an MD5 sum of 32 hexadecimal digits, as `genhash` prints it' })
    .optional(),
  virtualhost: plain.optional(),
  regex: regex.optional(),
  regex_no_match: z.boolean().optional(),
});

const page = z.strictObject({
  url: z.union([url.transform((one) => [one]), z.array(url).min(1)]),
  virtualhost: plain.optional(),
  http_protocol: z.enum(['1.0', '1.0C', '1.1']).optional(),
  fast_recovery: z.boolean().optional(),
  ...connection,
});

/** Bytes; keepalived takes an FF at the end for the sign of an error. */
const bytes = (digits: RegExp) =>
  z
    .string()
    .regex(digits, { error: 'expected bytes of hexadecimal digits, such as 0A 1F' })
    .refine((text) => !/ff\s*$/i.test(text), { error: 'keepalived does not read bytes that end in FF' });

const payload = bytes(/^(?:[\da-fA-F]{1,2}(?: |$)|[\da-fA-F]{2})+$/);
/** An X stands for any half of a byte. */
const reply = bytes(/^(?:[\da-fxA-FX]{1,2}(?: |$)|[\da-fxA-FX]{2})+$/);

/** The checks of keepalived's own, by its own names. */
const CHECKS = {
  HTTP_GET: page,
  SSL_GET: page.safeExtend({ enable_sni: z.boolean().optional() }),
  TCP_CHECK: z.strictObject(connection),
  SMTP_CHECK: z.strictObject({ helo_name: plain.optional(), ...connection }),
  DNS_CHECK: z.strictObject({
    type: z.enum(['A', 'NS', 'CNAME', 'SOA', 'MX', 'TXT', 'AAAA']).optional(),
    name: plain.optional(),
    ...connection,
  }),
  UDP_CHECK: z.strictObject({
    payload: payload.optional(),
    require_reply: z.union([z.literal(true), reply]).optional(),
    min_reply_length: times.optional(),
    max_reply_length: z.int().min(0).max(65_535).optional(),
    ...connection,
  }),
  PING_CHECK: z.strictObject(connection),
  MISC_CHECK: z.strictObject({
    misc_path: command,
    misc_timeout: z.int().min(1).optional(),
    misc_dynamic: z.boolean().optional(),
    user: user.optional(),
    ...timing,
  }),
};

type Checks = typeof CHECKS;

/** One check, by its kind: `HTTP_GET: { url: { path: / } }`. */
export const ownCheck = z
  .strictObject(
    Object.fromEntries(Object.entries(CHECKS).map(([kind, schema]) => [kind, schema.optional()])) as {
      [Kind in keyof Checks]: z.ZodOptional<Checks[Kind]>;
    },
  )
  .refine((given) => Object.values(given).filter((one) => one !== undefined).length === 1, {
    error: `expected one check: ${Object.keys(CHECKS).join(', ')}`,
  });

export type OwnCheck = z.infer<typeof ownCheck>;
