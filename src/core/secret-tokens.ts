/** The tokens that stand for secrets in texts; what makes them is in secrets.ts, and takes cryptography. */
export const OPEN = '\uE000';
export const CLOSE = '\uE001';
export const TOKEN = /\uE000([^\uE000\uE001]*)\uE001/gu;

/** What a probe prints before the SHA-256 of a file whose content must not travel; see `redactDigests`. */
export const DIGEST_MARK = 'umctl-secret-digest:';

/** The same for what is asked before all secrets are known: it arrives as it is and goes through `redactDeferredDigests` then. */
export const LATE_DIGEST_MARK = 'umctl-late-digest:';

/** Whether a text holds the token of a secret. */
export const containsSecret = (text: string): boolean => text.search(TOKEN) >= 0;

/** The text with each token as `replace` has it. */
export const replaceTokens = (text: string, replace: (token: string) => string): string => text.replace(TOKEN, replace);

/** What the token of a secret says about it. */
export const secretLabel = (token: string): string => token.replace(TOKEN, '$1');

/** The text for people to read: each token as `<secret NAME FINGERPRINT>`. */
export const showSecrets = (text: string): string => text.replace(TOKEN, '<secret $1>');

/** The text with each token as `<secret NAME>`: the same whatever the value is. */
export const nameSecrets = (text: string): string =>
  text.replace(TOKEN, (_, inside: string) => `<secret ${inside.slice(0, Math.max(0, inside.lastIndexOf(' ')))}>`);
