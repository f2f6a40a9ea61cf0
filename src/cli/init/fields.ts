import { z } from 'zod';
import { parseCidr } from '../../core/address/cidr.ts';
import { cidr, hostName, interfaceName, ipv4Address } from '../../core/schema.ts';
import { type Answers, type NamedHost, STACKS } from '../../inventory/example/answers.ts';

/** A question for something that is different for everybody, and what may be answered. */
export interface Field<T = string> {
  readonly question: string;
  /** What is meant by an empty answer. */
  readonly usual?: string;
  readonly example?: string;
  readonly schema: z.ZodType<T, string>;
}

/** A host as `NAME=ADDRESS`, or with a blank between the two. */
const namedHost: z.ZodType<NamedHost, string> = z.string().transform((given, { addIssue }) => {
  const [, name = '', address = ''] = /^([^=\s]+)[=\s]\s*(\S+)$/.exec(given.trim()) ?? [];
  if (hostName.safeParse(name).success && ipv4Address.safeParse(address).success) return { name, address };
  addIssue({ code: 'custom', message: 'expected a name and an IPv4 address such as lb1=192.168.6.2' });
  return z.NEVER;
});

export const directorField = (which: string): Field<NamedHost> => ({
  question: `The ${which} director: its name and its address on the segment`,
  example: 'lb1=192.168.6.2',
  schema: namedHost,
});

/** Empty: there is no further one. */
export const REAL_SERVER: Field<NamedHost | undefined> = {
  question: 'Another real server that is not a director (empty: none)',
  usual: '',
  example: 'web1=192.168.6.20',
  schema: z.union([z.literal('').transform(() => undefined), namedHost]),
};

export const FIELDS: Readonly<Record<Exclude<keyof Answers, 'directors' | 'realServers'>, Field>> = {
  virtualAddress: {
    question: 'The virtual address that clients connect to, with the prefix length of its network',
    example: '192.168.6.240/24',
    schema: cidr.refine((given) => parseCidr(given)?.ip.family === 4, {
      error: 'expected an IPv4 address and prefix length (1 to 32) such as 192.168.6.240/24',
    }),
  },
  gateway: { question: 'The router of that network', example: '192.168.6.1', schema: ipv4Address },
  interface: { question: 'The interface of the hosts on that network', usual: 'eth0', schema: interfaceName },
  user: {
    question: 'The user to log in as; anybody but root uses sudo',
    usual: 'root',
    schema: z.string().regex(/^[a-z_][\w.-]*\$?$/i, { error: 'expected a user name such as root' }),
  },
  stack: {
    question: `${STACKS.join(' or ')} (empty: umctl plan chooses)`,
    usual: '',
    schema: z.enum(['', ...STACKS], { error: `expected ${STACKS.join(' or ')}` }),
  },
  serial: {
    question: 'The device of a null-modem cable between the directors (empty: there is none)',
    usual: '',
    example: '/dev/ttyS0',
    schema: z.string().regex(/^(?:|\/dev\/[\w/.-]+)$/, { error: 'expected a device such as /dev/ttyS0' }),
  },
};
