import { TOGETHER } from '../../core/ahead.ts';
import type { Output } from '../../core/connection.ts';
import { quote } from '../../core/sh.ts';
import { isTidy, TIDY_PATTERN } from '../../core/tidy.ts';
import { askedAhead } from './ahead.ts';
import type { Question } from './ask-script.ts';
import { factored } from './factored.ts';
import { SAY } from './prelude.ts';

/** So long may questions that share a shell take together, in seconds. */
const TOGETHER_SECONDS = 60;

/** So many characters of text share a shell: before Linux 2.6.23 all arguments of a process had 128 KiB (execve(2)). */
const TOGETHER_LENGTH = 60_000;

/**
 * Each in a subshell, with no argument and its stdin empty; what it prints goes out as it comes, then code and stderr.
 * What may end its shell has one more of its own. Whoever ends it all the same has no code, and so no answer. What is tidy has none:
 * a process more for each question was most of what it took.
 */
const ASK_EACH = `exec 3>&1 </dev/null
${SAY}for umctl_text in "$@"; do
  say "$nl$${TOGETHER}$nl"
  case $umctl_text in
    ${TIDY_PATTERN}) set --; eval "$umctl_text" 2>/dev/null; say "$nl$${TOGETHER} $?$nl"; continue ;;
    *exit*|*trap*|*exec*|*return*|*set\\ [!-]*|*set\\ -[!-]*) umctl_said=$( (set --; eval "$umctl_text") 2>&1 >&3 3>&-; say "$${TOGETHER}$?") ;;
    *) umctl_said=$(set --; eval "$umctl_text" 2>&1 >&3 3>&-; say "$${TOGETHER}$?") ;;
  esac
  say "$nl$${TOGETHER} \${umctl_said##*"$${TOGETHER}"}$nl\${umctl_said%"$${TOGETHER}"*}"
done`;

/** Questions as they are sent, and what their answers say of the original ones, by place. */
export interface Together {
  readonly questions: readonly Question[];
  /** @param outputs by place in `questions`; who has no answer here has to be asked alone. */
  readonly answers: (outputs: ReadonlyMap<number, Output>) => ReadonlyMap<number, Output>;
}

/**
 * Has questions with a limit of `seconds`, the usual one, share a shell: a question alone costs a shell, a timeout(1) and
 * an encoder, which is more than most of them do; has them share the texts that many of them have, and the programs that tell of many
 * paths at once. One that ends the shell or its time leaves the others unanswered.
 * @param mark no text holds it; it goes to the shell on stdin, as everybody on the host may read arguments (proc(5))
 */
export function together(mark: string, questions: readonly Question[], seconds: number): Together {
  const { questions: shorter, definitions } = factored(questions);
  const groups = grouped(shorter, seconds, TOGETHER_LENGTH - definitions.length);
  return {
    questions: groups.flatMap((places) => {
      const [first] = places.flatMap((place) => questions[place] ?? []);
      if (first !== undefined && places.length === 1) return [first];
      const known = askedAhead(places.flatMap((place) => shorter[place] ?? []));
      const args = known.questions.map(({ text }) => quote(text)).join(' ');
      const text = `read -r ${TOGETHER}\n${definitions}${known.definitions}set -- ${args}\n${ASK_EACH}`;
      return [{ text, seconds: TOGETHER_SECONDS, line: mark }];
    }),
    answers: (outputs) =>
      new Map(
        groups.flatMap((places, i) => {
          const output = outputs.get(i);
          const said = output === undefined ? [] : places.length === 1 ? [output] : split(mark, output);
          return said.flatMap((one, k) => {
            const place = places[k];
            return one === undefined || place === undefined ? [] : [[place, one] as const];
          });
        }),
      ),
  };
}

/** Places of the questions that share a shell; whoever has a limit of its own has one alone. */
function grouped(questions: readonly Question[], usual: number, most: number): readonly (readonly number[])[] {
  const alone: number[][] = [];
  const shared: number[][] = [];
  let room = 0;
  for (const [place, { text, seconds }] of questions.entries()) {
    if (seconds !== usual) {
      alone.push([place]);
      continue;
    }
    if (text.length > room) {
      shared.push([]);
      room = most;
    }
    shared.at(-1)?.push(place);
    room -= text.length;
  }
  // What is tidy may leave variables behind, which others are not to see.
  const tidyLast = (places: readonly number[]): readonly number[] => {
    const isLast = (place: number): boolean => isTidy(questions[place]?.text ?? '');
    return [...places.filter((place) => !isLast(place)), ...places.filter(isLast)];
  };
  return [...shared.map(tidyLast), ...alone];
}

/** The answers in what such a shell said, as many as are whole; undefined for one that ended its shell. */
function split(mark: string, { stdout, code }: Output): readonly (Output | undefined)[] {
  const [, ...parts] = stdout.split(`\n${mark}`);
  const whole = code === 0 ? parts : parts.slice(0, -1);
  return whole.flatMap((ended, i) => {
    const [, exit, stderr = ''] = /^ (\d+)\n(.*)$/s.exec(ended) ?? [];
    if (i % 2 === 0) return [];
    return [exit === undefined ? undefined : { code: Number(exit), stdout: whole[i - 1]?.slice(1) ?? '', stderr }];
  });
}
