import { createHmac } from 'node:crypto';

/** OpenSSH takes a list with a longer pattern for one that matches nothing, whatever comes before it. */
const LONGEST = 1022;

/** Whether the names of a known_hosts line cover `name`: hashed, or patterns of which none is negated and matches. */
export function coversName(names: string, name: string): boolean {
  if (names.startsWith('|')) return isHashOf(names, name);
  const wanted = lower(Buffer.from(name).toString('latin1'));
  let covered = false;
  for (const written of names.split(',')) {
    const negated = written.startsWith('!');
    const pattern = lower(negated ? written.slice(1) : written);
    if (pattern.length > LONGEST) return false;
    if (!matches(pattern, wanted)) continue;
    if (negated) return false;
    covered = true;
  }
  return covered;
}

/** A name as a hashed line of known_hosts has it (sshd(8)). */
export function hashName(name: string, salt: Buffer): string {
  const hash = createHmac('sha1', salt).update(name).digest('base64');
  return `|1|${salt.toString('base64')}|${hash}`;
}

/** As bytes of ASCII: a locale's own capitals stay. */
export const lower = (text: string): string => text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());

const isHashOf = (hashed: string, name: string): boolean =>
  hashed === hashName(name, Buffer.from(hashed.split('|')[2] ?? '', 'base64'));

/** `*` and `?` as in ssh_config(5), PATTERNS. Goes back to the last star only, so that no pattern takes long. */
function matches(pattern: string, text: string): boolean {
  let [p, t] = [0, 0];
  let [star, resume] = [-1, 0];
  while (t < text.length) {
    if (pattern[p] === '*') {
      star = p++;
      resume = t;
    } else if (pattern[p] === '?' || pattern[p] === text[t]) {
      p++;
      t++;
    } else if (star >= 0) {
      p = star + 1;
      t = ++resume;
    } else return false;
  }
  while (pattern[p] === '*') p++;
  return p === pattern.length;
}
