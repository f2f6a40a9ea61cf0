import { z } from 'zod';

/** What ldirectord's parser does not hand on as written; the file format has no way to escape it. */
const UNWRITABLE: readonly { readonly pattern: RegExp; readonly what: string }[] = [
  { pattern: /#/, what: "a '#' (it starts a comment, even inside quotes; write \\x23 in a pattern, %23 in a URL)" },
  { pattern: /\p{Cc}/u, what: 'a tab, line break or other control character' },
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

/**
 * A Perl regular expression. ldirectord dies of one that does not compile, at its first check; what JavaScript cannot
 * compile either is refused, after the leading flags that only Perl has, such as `(?i)`.
 */
const compiles = (pattern: string): boolean => {
  try {
    new RegExp(pattern.replace(/^\(\?[imsx]+\)/, ''));
    return true;
  } catch {
    return false;
  }
};

const asPattern = <T extends z.ZodType<string>>(schema: T) =>
  schema.refine(compiles, { error: 'expected a regular expression' });

export const pattern = asPattern(quotable);
export const plainPattern = asPattern(plainQuotable);

/** A path to a program or file on the node. */
export const path = z.string().regex(/^\/[\w./+-]+$/, { error: 'expected an absolute path without spaces' });

export const emailAddress = z.string().regex(/^[^\s@"',#;|]+@[\w.-]+$/, { error: 'expected a mail address' });
