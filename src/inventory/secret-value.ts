/** Shorter ones are guessed from a plan's fingerprint; longer ones no program in the cluster takes. In characters. */
const SHORTEST = 8;
const LONGEST = 255;

/** What a value may not have in it, and how long it may be; see `SecretSource`. */
interface Limits {
  readonly forbids?: string;
  readonly longest?: number;
}

/** Why a value cannot be a secret of a source, as the end of a sentence; undefined when it can. */
export function refuseSecret(value: string, { forbids = '', longest = LONGEST }: Limits): string | undefined {
  if (value === '') return 'is empty';
  if (/[\r\n]/.test(value)) return 'has more than one line';
  if (/[\p{Cc}\p{Cs}\uE000\uE001]/u.test(value)) return 'has control characters in it';
  const found = [...forbids].find((character) => value.includes(character));
  if (found !== undefined) return `has ${found === ' ' ? 'a space' : `'${found}'`} in it, which its file cannot hold`;
  if (value.length < SHORTEST) return `is shorter than ${SHORTEST} characters`;
  if (value.length <= longest) return undefined;
  const rest = longest < LONGEST ? ', and what it is for goes by no more' : '';
  return `is longer than ${longest} characters${rest}`;
}
