import { createHash, scryptSync } from 'node:crypto';
import { createRedaction, type Shown } from './redaction.ts';
import { CLOSE, DIGEST_MARK, LATE_DIGEST_MARK, OPEN, showSecrets, TOKEN } from './secret-tokens.ts';

export {
  containsSecret,
  DIGEST_MARK,
  LATE_DIGEST_MARK,
  nameSecrets,
  replaceTokens,
  secretLabel,
  showSecrets,
} from './secret-tokens.ts';

/**
 * Secrets go through the program as tokens: short marked texts that name the secret and carry a fingerprint of its
 * value, so that a rotated secret is an ordinary change. Values are put in on the way to a connection's stdin
 * ({@link Secrets.reveal}) and taken out of all that is shown of answers ({@link Secrets.redact}).
 */
export interface Secrets {
  /** Keeps `value` and returns the token that stands for it. The same name and value give the same token anywhere. */
  seal(name: string, value: string): string;
  /**
   * Keeps a value that was made in this run and is nowhere yet. Its token says `new` in place of a fingerprint, so that
   * plans of two runs that would both make it are the same plan: what is decided later is not claimed to be known.
   * `part`: whose it is, where others make one of the same name. It is no part of the name, which goes into what hosts remember.
   */
  sealNew(name: string, value: string, part?: string): string;
  /**
   * Keeps a value of which nobody knows yet whether it is used, nor as what; returns the token of `where` it is. Quick,
   * as it makes no fingerprint, and not taken out of answers: it goes nowhere before it is sealed under its name. Values
   * that share a place, such as what a template makes for each host, have tokens of their own.
   */
  defer(where: string, value: string): string;
  /** Puts the values back in. Only for bytes on their way to a connection's stdin. @throws on an unknown token. */
  reveal(text: string): string;
  /** Says that a file with this content (tokens in it) may be met, so that its digest is known on arrival. */
  register(content: string): void;
  /**
   * Puts tokens in place of the digests of files that hold secrets, which a host said. All else stays as it is, so that
   * it means the same whatever the secrets are.
   */
  redactDigests(text: string): string;
  /** The same for what has arrived before all secrets were known, with {@link LATE_DIGEST_MARK} in it. */
  redactDeferredDigests(text: string): string;
  /** Takes values out of a text that is to be shown, kept or sent elsewhere. */
  redact(text: string, shown?: Shown): string;
}

const DIGEST = new RegExp(`${DIGEST_MARK}([0-9a-f]{64})`, 'g');

/** What stands for the content of a file that holds a secret other than the wanted one. */
export const OTHER_SECRET = `${OPEN}another secret${CLOSE}`;

export function createSecrets(): Secrets {
  const values = new Map<string, string>();
  const held = new Map<string, string>();
  const contents = new Map<string, string>();
  /** Several hosts may answer with one secret, and fingerprints are slow. */
  const fingerprints = new Map<string, string>();
  const fingerprintOnce = (name: string, value: string): string => {
    const key = JSON.stringify([name, value]);
    const known = fingerprints.get(key) ?? fingerprint(name, value);
    fingerprints.set(key, known);
    return known;
  };
  const reveal = (text: string): string =>
    text.replace(TOKEN, (token) => {
      const value = values.get(token) ?? held.get(token);
      if (value === undefined) throw new Error(`no value is known for ${showSecrets(token)}`);
      return value;
    });
  const arrive = (text: string): string =>
    text.replace(DIGEST, (_, digest: string) => contents.get(digest) ?? OTHER_SECRET);
  const redact = createRedaction(
    () => values,
    (text) => held.has(text) || text === OTHER_SECRET,
  );
  return {
    seal(name, value) {
      const token = `${OPEN}${name} ${fingerprintOnce(name, value)}${CLOSE}`;
      values.set(token, value);
      return token;
    },
    defer(where, value) {
      for (let turn = 1; ; turn += 1) {
        const token = `${OPEN}${where}${turn === 1 ? '' : ` (${turn})`}${CLOSE}`;
        if ((held.get(token) ?? value) !== value) continue;
        held.set(token, value);
        return token;
      }
    },
    sealNew(name, value, part) {
      const token = `${OPEN}${name} new${part === undefined ? '' : `:${encodeURIComponent(part)}`}${CLOSE}`;
      values.set(token, value);
      return token;
    },
    reveal,
    register(content) {
      contents.set(createHash('sha256').update(reveal(content)).digest('hex'), content);
    },
    redactDigests: arrive,
    redactDeferredDigests: (text) => arrive(text.replaceAll(LATE_DIGEST_MARK, DIGEST_MARK)),
    redact,
  };
}

/**
 * The same on every controller, so that a colleague's run does not see a change where there is none; slow on purpose
 * and short, so that a plan gives a guesser next to nothing (scrypt with N=2^15 costs some 50 ms a guess).
 */
const fingerprint = (name: string, value: string): string =>
  scryptSync(value, `umctl ${name}`, 4, { N: 2 ** 15, maxmem: 2 ** 26 }).toString('hex');
