import { z } from 'zod';
import { perlComplaint } from './perl-pattern.ts';

/** What ldirectord's parser does not hand on as written; the file format has no way to escape it. */
const UNWRITABLE: readonly { readonly pattern: RegExp; readonly what: string }[] = [
  { pattern: /#/, what: "a '#' (it starts a comment, even inside quotes; write \\x23 in a pattern, %23 in a URL)" },
  { pattern: /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}]/u, what: 'a tab, line break or other control character' },
  { pattern: /^\s|\s$/, what: 'a space at its start or end' },
];

/** Text that ldirectord.cf can hold between double quotes, and that ldirectord reads as it stands. */
export const quotable = z
  .string()
  .min(1)
  .superRefine((text, { addIssue }) => {
    const wrong = UNWRITABLE.find(({ pattern }) => pattern.test(text));
    if (wrong !== undefined) addIssue({ code: 'custom', message: `ldirectord.cf cannot hold ${wrong.what}` });
  });

/** The same without double quotes, for what stands beside other quoted text on its line. */
export const plainQuotable = quotable.refine((text) => !text.includes('"'), {
  error: 'ldirectord.cf cannot hold a double quote here',
});

/** A Perl regular expression. ldirectord dies of one that does not compile, at its first check. */
const asPattern = <T extends z.ZodType<string>>(schema: T) =>
  schema.superRefine((pattern, { addIssue }) => {
    const complaint = perlComplaint(pattern);
    if (complaint !== undefined)
      addIssue({ code: 'custom', message: `expected a regular expression of Perl: ${complaint}` });
  });

export const pattern = asPattern(quotable);
export const plainPattern = asPattern(plainQuotable);

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
