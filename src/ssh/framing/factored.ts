import { sharedIn } from '../../core/sh.ts';
import type { Question } from './ask-script.ts';

/** What may end the shell that runs it: together.ts looks for that in a question's own text. */
const MAY_END = /exit|trap|exec|return|set -?[^-]/;

/** Questions whose shared texts are functions of the shell that asks them, and the lines that define those. */
export interface Factored {
  readonly questions: readonly Question[];
  readonly definitions: string;
}

/** Most of what is asked of a path is the same for every path: sent once, and read by the host once. */
export function factored(questions: readonly Question[]): Factored {
  const uses = new Map<string, number>();
  for (const { text } of questions)
    sharedIn(text, (part, whole) => {
      uses.set(part, (uses.get(part) ?? 0) + 1);
      return whole;
    });
  const often = [...uses].flatMap(([part, times]) => (times > 1 && !MAY_END.test(part) ? [part] : []));
  const names = new Map(often.map((part, i) => [part, `umctl_shared${i}`]));
  const named = (part: string, whole: string): string => {
    const name = names.get(part);
    return name === undefined ? whole : name;
  };
  return {
    questions: questions.map((question) => ({ ...question, text: sharedIn(question.text, named) })),
    definitions: [...names].map(([part, name]) => `${name}() {\n${part}\n}\n`).join(''),
  };
}
