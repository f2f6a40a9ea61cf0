/** Shorter ones are guessed from a plan's fingerprint; longer ones no program in the cluster takes. In characters. */
const SHORTEST = 8;
const LONGEST = 255;

/** Why a value cannot be a secret, as the end of a sentence; undefined when it can. `forbids`: characters it may not have. */
export function refuseSecret(value: string, forbids = ''): string | undefined {
  if (value === '') return 'is empty';
  if (/[\r\n]/.test(value)) return 'has more than one line';
  if (/[\p{Cc}\p{Cs}\uE000\uE001]/u.test(value)) return 'has control characters in it';
  const found = [...forbids].find((character) => value.includes(character));
  if (found !== undefined) return `has ${found === ' ' ? 'a space' : `'${found}'`} in it, which its file cannot hold`;
  if (value.length < SHORTEST) return `is shorter than ${SHORTEST} characters`;
  return value.length > LONGEST ? `is longer than ${LONGEST} characters` : undefined;
}
