import { z } from 'zod';
import { storedSecret } from '../../../src/cluster/model/secret-vars.ts';

/**
 * A password in every advert of VRRP 2. It goes over the wire as it is, and only its first eight characters count: it keeps
 * a cluster from hearing another by mistake, and keeps out nobody who can listen.
 */
export const authentication = z.strictObject({
  /** `AH` signs adverts instead; keepalived.conf(5) advises against it. */
  type: z.enum(['PASS', 'AH']).default('PASS'),
  password: storedSecret,
});

/** What the secret is called. */
export const PASSWORD = 'password of VRRP';

/** What keepalived.conf cannot hold of a password: what ends a word, begins a comment or a name that is filled in. */
export const UNWRITABLE = ' \t\n"\'!#$\\{}~@';

/** keepalived cuts off what is longer, of a signature's password too. */
export const LONGEST = 8;
