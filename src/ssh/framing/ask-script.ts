import { quote } from '../../core/sh.ts';
import { prelude, whole } from './prelude.ts';
import { checkLength } from './text.ts';

/** A question as it goes to the host. */
export interface Question {
  readonly text: string;
  readonly seconds: number;
}

/**
 * Answers on one line: mark, coding, index, stdout, stderr, code. Stdout goes through the encoder as it comes; stderr is
 * kept in a variable, with `x` and the code after it. What a question leaves running is killed, or it would keep the
 * encoder waiting. Nothing is written on the host, not even a temporary file.
 */
const QUESTION = `exec 3>&1
leftover='kill -KILL'
question() {
  printf '\\n%s %s %s ' "$mark" "$coding" "$1"
  said=$({ {
    clock; began=$now
    (limited "$2" sh -c "$3") </dev/null 2>&4 3>&- 4>&- &
    wait $!
    verdict $? "$began" "$2"
    printf 'x%s' $? >&4
    $leftover -$!
  } 2>/dev/null | (encode) >&3 4>&-; } 4>&1)
  printf ' '
  stderr=\${said%x*}
  [ -z "$stderr" ] || printf %s "$stderr" | (encode)
  printf ' %s\\n' "\${said##*x}"
}
`;

/** The script that asks all `questions` in order, each in a shell of its own with nothing on stdin. */
export function askScript(mark: string, questions: readonly Question[]): string {
  const asked = questions.map(({ text, seconds }, i) => `question ${i} ${seconds} ${quote(checkLength(text))}\n`);
  return whole(prelude(mark) + QUESTION + asked.join(''));
}
