import { LATE_DIGEST_MARK } from '../../../src/core/secrets.ts';
import { type Sh, sh } from '../../../src/core/sh.ts';
import { AUTHKEYS } from '../config.ts';

/** Names the key that takes over, in a file that still has others; heartbeat takes the line for a comment. */
export const COMES = '# Takes over: key ';

/** The start of the line that names the key to sign with, up to its number, as sed and grep match it; see authkeys(5). */
export const SIGNS = '^[[:space:]]*auth[[:space:]]\\{1,\\}';

/** What an authkeys file says; keys by their numbers, as tokens (or as another secret's). */
export interface Authkeys {
  /** The number of the key that the node signs with. */
  readonly signs: number;
  readonly keys: ReadonlyMap<number, string>;
  /** The number of the key that is on its way in. */
  readonly comes?: number;
}

/** Prints lines `signs N`, `comes N` and `key N DIGEST` of a node's authkeys; keys themselves stay where they are. */
export const askAuthkeys: Sh = sh`[ -f ${AUTHKEYS} ] || exit 0
sed -n -e ${`s/${SIGNS}/signs /p`} -e ${`s/^${COMES}/comes /p`} ${AUTHKEYS}
while read -r first _ third || [ -n "$first" ]; do
  case $first in
    [0-9]*) printf ${`key %s ${LATE_DIGEST_MARK}%s\\n`} "$first" "$(printf %s "$third" | sha256sum | cut -d ' ' -f 1)" ;;
  esac
done < ${AUTHKEYS}`;

const showKey = (number: Sh): Sh => sh`number=$(${number} ${AUTHKEYS} 2>/dev/null | head -n 1)
[ -z "$number" ] || sed -n "s/^[[:space:]]*$number[[:space:]]*sha1[[:space:]]*//p" ${AUTHKEYS}`;

/** Prints the key that a director signs with. */
export const showSigningKey: Sh = showKey(sh`sed -n ${`s/${SIGNS}//p`}`);

/** Prints the key that is on its way in. */
export const showComingKey: Sh = showKey(sh`sed -n ${`s/^${COMES}//p`}`);

/** Reads what {@link askAuthkeys} prints; undefined where there is no file, or one that signs with nothing. */
export function parseAuthkeys(text: string): Authkeys | undefined {
  const said = (word: string): readonly string[] =>
    text.split('\n').flatMap((line) => (line.startsWith(`${word} `) ? [line.slice(word.length + 1)] : []));
  const [signs] = said('signs').map(Number);
  const [comes] = said('comes').map(Number);
  if (signs === undefined || !Number.isSafeInteger(signs)) return undefined;
  const keys = new Map(
    said('key').map((line) => {
      const end = line.indexOf(' ');
      return [Number(line.slice(0, end)), line.slice(end + 1)] as const;
    }),
  );
  return { signs, keys, ...(comes === undefined ? {} : { comes }) };
}
