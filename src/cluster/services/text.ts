import { z } from 'zod';
import { perlComplaint } from './perl-pattern.ts';

/** What a stack's file of services can hold of the text that an inventory gives for checks. */
export interface Writable {
  /** Text that stands on a line of its own. */
  readonly text: z.ZodType<string>;
  /** Text that stands beside other text on its line. */
  readonly beside: z.ZodType<string>;
}

/** A Perl regular expression, in text that a file can hold: whoever checks with one that does not compile dies of it. */
export const asPattern = (schema: z.ZodType<string>) =>
  schema.superRefine((pattern, { addIssue }) => {
    const complaint = perlComplaint(pattern);
    if (complaint !== undefined)
      addIssue({ code: 'custom', message: `expected a regular expression of Perl: ${complaint}` });
  });

/** A path to a program or file on the node. */
export const path = z.string().regex(/^\/[\w./+@:%,=-]+$/, { error: 'expected an absolute path without spaces' });

/** As RFC 5322 has it without quotes, in letters of any script. */
export const emailAddress = z
  .string()
  .regex(/^[^\p{C}\p{Z}@()<>[\]:;,"'\\#|`]+@[\p{L}\p{N}_.-]+$/u, { error: 'expected a mail address' });

/** What the Host header of a request may say; unlike a machine's own name, with underscores, and with a port. */
export const requestHost = z.string().regex(/^(?:[A-Za-z0-9_][\w.-]{0,252}|\[[\da-fA-F:.]+\])(?::\d{1,5})?$/, {
  error: 'expected what the Host header is to say, such as www.example.com or www.example.com:8080',
});
