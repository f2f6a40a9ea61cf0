import { z } from 'zod';
import type { Writable } from '../../src/cluster/services/text.ts';

/** What ldirectord's parser does not hand on as written; the file format has no way to escape it. */
const UNWRITABLE: readonly { readonly pattern: RegExp; readonly what: string }[] = [
  { pattern: /#/, what: "a '#' (it starts a comment, even inside quotes; write \\x23 in a pattern, %23 in a URL)" },
  { pattern: /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}]/u, what: 'a tab, line break or other control character' },
  { pattern: /^\s|\s$/, what: 'a space at its start or end' },
];

/** Text that ldirectord.cf can hold between double quotes, and that ldirectord reads as it stands. */
const quotable = z
  .string()
  .min(1)
  .superRefine((text, { addIssue }) => {
    const wrong = UNWRITABLE.find(({ pattern }) => pattern.test(text));
    if (wrong !== undefined) addIssue({ code: 'custom', message: `ldirectord.cf cannot hold ${wrong.what}` });
  });

/** The same without double quotes, for what stands beside other quoted text on its line. */
const plainQuotable = quotable.refine((text) => !text.includes('"'), {
  error: 'ldirectord.cf cannot hold a double quote here',
});

/** What no secret in ldirectord.cf may hold. */
export const FORBIDDEN = '#';

export const writable: Writable = { text: quotable, beside: plainQuotable };
