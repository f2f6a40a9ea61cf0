import { z } from 'zod';
import { edgeOf, networkOf, parseCidr, showCidr, showHostCidr } from './address/cidr.ts';
import { notOfHost, parseIp } from './address/ip.ts';
import { containsSecret } from './secrets.ts';

// A run shows each schema a handful of values: to make code for each of them takes longer than the code then saves.
z.config({ jitless: true });

/*
 * Pieces that roles' schemas are made of. An error text that begins with "expected" is shown behind what was found, as
 * in `port: found "eighty", expected a whole number from 1 to 65535`.
 */

/** Text that `fits`; `what` ends the sentence "expected …". */
const text = (what: string, fits: (text: string) => boolean) => {
  const error = `expected ${what}`;
  return z.string({ error }).refine(fits, { error });
};

const ADDRESS = 'an IPv4 address such as 192.168.6.2';

/** `192.168.6.240`, in four decimal parts: for what is of no other family. */
export const ipv4Address = text(ADDRESS, (address) => parseIp(address)?.family === 4);

/** An address in its one spelling, of either family: whoever cannot work with one of IPv6 refuses it by name. */
export const ipAddress = text(ADDRESS, (address) => parseIp(address) !== undefined).transform(
  (address) => parseIp(address)?.text ?? address,
);

/** `192.168.6.240/24`: an address that a host can have, of either family, and the length of its network's prefix. */
export const cidr = z
  .string({ error: 'expected an IPv4 address and prefix length such as 192.168.6.240/24' })
  .superRefine((given, { addIssue }) => {
    const wrong = wrongCidr(given);
    if (wrong !== undefined) addIssue({ code: 'custom', message: wrong });
  })
  .transform((given) => {
    const found = parseCidr(given);
    return found === undefined ? given : showCidr(found);
  });

function wrongCidr(given: string): string | undefined {
  const found = parseCidr(given);
  if (found === undefined || found.prefix === 0)
    return 'expected an IPv4 address and prefix length (1 to 32) such as 192.168.6.240/24';
  const { text: address } = found.ip;
  const range = notOfHost(found.ip);
  if (range !== undefined) return `expected an address for a host: ${address} is ${range}`;
  const edge = edgeOf(found);
  if (edge === undefined) return undefined;
  const which = edge === 'network' ? 'address' : 'broadcast address';
  return `expected an address for a host: ${address} is the ${which} of the network ${showCidr(networkOf(found))} itself`;
}

const PORT = { error: 'expected a whole number from 1 to 65535' };

const NETWORK = 'expected a network such as 203.0.113.0/24';

/** A network, or a single address, in its one spelling. */
export const network = z.string({ error: NETWORK }).transform((given, { addIssue }) => {
  const found = parseCidr(given) ?? parseCidr(showHostCidr(given));
  if (found !== undefined && networkOf(found).ip.text === found.ip.text) return showCidr(found);
  const inside = found === undefined ? '' : `; ${given} is an address in ${showCidr(networkOf(found))}`;
  addIssue({ code: 'custom', message: `${NETWORK}${inside}` });
  return z.NEVER;
});

/** A TCP or UDP port. */
export const port = z.int(PORT).min(1, PORT).max(65535, PORT);

const TIME = { error: 'expected a time in seconds such as 3, 0.2 or 200ms' };
const LONGEST_SECONDS = 86_400;

/** A length of time, at least a millisecond and at most a day: `3`, `0.2`, `3s`, `1500ms`. In seconds. */
export const seconds = z.union([z.number(), z.string()], TIME).transform((given, { addIssue }) => {
  const [, digits, unit] = /^(\d{1,9}(?:\.\d{1,6})?)(ms|s)?$/.exec(String(given)) ?? [];
  const time = Number(digits) / (unit === 'ms' ? 1000 : 1);
  if (time >= 0.001 && time <= LONGEST_SECONDS) return time;
  addIssue({ code: 'custom', message: TIME.error });
  return z.NEVER;
});

/** What {@link vaulted} is made of; told apart from other text by its identity. */
export const vaultedText = z.string().refine(containsSecret);

/** A value that ansible-vault keeps, as the token that stands for it in an inventory once it is read. */
export const vaulted = vaultedText.transform((token) => ({ vaulted: token }));

const LABEL = '[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?';
const HOST_NAME = new RegExp(`^${LABEL}(?:\\.${LABEL})*$`);

/** A host name as RFC 1123 has it, at most 253 characters. */
export const hostName = text('a host name', (name) => name.length <= 253 && HOST_NAME.test(name));

/**
 * A network interface as Linux lets it be called (net/core/dev.c `dev_valid_name`: less than 16 characters, no blank,
 * slash or colon, not `.` or `..`), and as configuration files can name it.
 */
export const interfaceName = text('an interface name such as eth0 (at most 15 characters)', (name) =>
  /^(?!\.\.?$)[\w.@+-]{1,15}$/.test(name),
);

/** One line of text that is no comment and needs no quoting in a configuration file, whose readers cut off spaces around it. */
export const plainText = text('text on one line, without quotes, # or \\ in it or spaces around it', (line) =>
  /^(?!\s)[^\p{Cc}\p{Zl}\p{Zp}\p{Cs}"'`#\\]+(?<!\s)$/u.test(line),
);
