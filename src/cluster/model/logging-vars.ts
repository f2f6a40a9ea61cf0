import { z } from 'zod';

/** syslog(3) facilities that are free for a service to use. */
const FACILITIES = [
  'daemon',
  'user',
  'local0',
  'local1',
  'local2',
  'local3',
  'local4',
  'local5',
  'local6',
  'local7',
] as const;

export const logging = {
  logging: z
    .strictObject({
      /** What the stack's programs log to. */
      facility: z.enum(FACILITIES).default('local0'),
      /** Where syslog writes it. */
      file: z
        .string()
        .regex(/^\/var\/log\/[\w.-]+$/, { error: 'expected a file in /var/log' })
        .default('/var/log/ha.log'),
    })
    .default({ facility: 'local0', file: '/var/log/ha.log' }),
};
