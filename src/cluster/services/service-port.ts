import { z } from 'zod';

/** What all ports together are to the kernel. */
export const ALL_PORTS = 0;

const RANGE =
  'expected one port, or `all` for all of them; for a range, write `fwmark` in place of `port`, and mark the packets by a rule of your own';

const PORT = 'expected a whole number from 1 to 65535';

/** `all` is {@link ALL_PORTS} from here on; whoever writes 0 may mean something else. */
export const servicePort = z.unknown().transform((given, { addIssue }): number => {
  if (given === 'all') return ALL_PORTS;
  if (typeof given === 'number' && Number.isInteger(given) && given >= 1 && given <= 65535) return given;
  const isRange = /^(any|\*|\d+\s*[-:]\s*\d+)$/i.test(String(given));
  addIssue({ code: 'custom', message: isRange ? RANGE : PORT, input: given });
  return z.NEVER;
});
