import { quote } from '../../core/sh.ts';
import { type Whole, whole } from './prelude.ts';
import { checkLength } from './text.ts';

/** A question as it goes to the host. */
export interface Question {
  readonly text: string;
  readonly seconds: number;
  /** A line on its stdin, which is empty otherwise: for what must not show in arguments. */
  readonly line?: string;
}

/**
 * Answers on one line: mark, coding, index, stdout, stderr, code. Stdout goes through the encoder as it comes; stderr is
 * kept in a variable, with `x` and the code after it. What a question leaves running is killed, or it would keep the
 * encoder waiting. Nothing is written on the host, not even a temporary file.
 */
const QUESTION = `exec 3>&1
leftover='endgroup KILL'
given() { [ -z "$1" ] || say "$1$nl"; }
question() {
  say "$nl$mark $coding $1 "
  said=$({ given "$4" | {
    clock; began=$now
    (limited "$2" sh -c "$3") <&5 5<&- 2>&4 3>&- 4>&- &
    wait $!
    verdict $? "$began" "$2"
    say "x$?" >&4
    $leftover $!
  } 5<&0 2>/dev/null | (encode) >&3 4>&-; } 4>&1)
  say ' '
  stderr=\${said%x*}
  [ -z "$stderr" ] || say "$stderr" | (encode)
  say " \${said##*x}$nl"
}
`;

/** Asks questions in order, each in a shell of its own with nothing but its line on stdin. */
export const askText = (questions: readonly Question[], from = 0): string =>
  QUESTION +
  questions
    .map(
      ({ text, seconds, line = '' }, i) =>
        `question ${from + i} ${seconds} ${quote(checkLength(text))} ${quote(line)}\n`,
    )
    .join('');

/** The script that asks all `questions`. */
export const askScript = (mark: string, questions: readonly Question[], how: Whole = {}): string =>
  whole(mark, askText(questions), how);
