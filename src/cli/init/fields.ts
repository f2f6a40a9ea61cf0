import { z } from 'zod';
import { cidr, hostName, interfaceName, ipAddress } from '../../core/schema.ts';
import { type NamedAddress, type NamedHost, STACKS } from '../../inventory/example/answers.ts';
import type { OPTIONS } from './answer-at.ts';

/** A question for something that is different for everybody, and what may be answered. */
export interface Field<T = string> {
  readonly question: string;
  /** What is meant by an empty answer. */
  readonly usual?: string;
  readonly example?: string;
  readonly schema: z.ZodType<T, string>;
}

/** A host as `NAME=ADDRESS` or `NAME=ADDRESS,ADDRESS`, or with a blank between the two. */
const namedHost: z.ZodType<NamedHost, string> = z.string().transform((given, { addIssue }) => {
  const [, name = '', list = ''] = /^([^=\s]+)[=\s]\s*(\S+)$/.exec(given.trim()) ?? [];
  const addresses = list.split(',');
  if (hostName.safeParse(name).success && addresses.every((one) => ipAddress.safeParse(one).success))
    return { name, addresses };
  addIssue({
    code: 'custom',
    message:
      'expected a name and an IPv4 address such as lb1=192.168.6.2, or one of each family: lb1=192.168.6.2,fd00:6::2',
  });
  return z.NEVER;
});

/** Addresses with commas between them, each with a name before it or without. */
const namedAddresses: z.ZodType<readonly NamedAddress[], string> = z.string().transform((given, { addIssue }) =>
  given.split(',').flatMap((one) => {
    const [, name, address = ''] = /^(?:([A-Za-z0-9_-]+)=)?(.*)$/.exec(one.trim()) ?? [];
    const read = cidr.safeParse(address);
    if (read.success) return [{ ...(name === undefined ? {} : { name }), address: read.data }];
    addIssue({ code: 'custom', message: read.error.issues[0]?.message ?? '' });
    return [];
  }),
);

export const ADDRESSES: Field<readonly NamedAddress[]> = {
  question: 'The virtual address that clients connect to, and its prefix length (several: with commas)',
  example: '192.168.6.240/24',
  schema: namedAddresses,
};

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

export const FIELDS: Readonly<Record<keyof typeof OPTIONS, Field>> = {
  gateway: { question: 'The router of that network', example: '192.168.6.1', schema: ipAddress },
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
