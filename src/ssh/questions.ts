import type { Ask } from '../core/connection.ts';
import type { Question } from './framing/ask-script.ts';

/** Questions without repetition: the same text is asked once, with the longest of the time limits. */
export function distinctQuestions(
  asks: readonly Ask[],
  defaultSeconds: number,
): { readonly questions: readonly Question[]; readonly indexOf: (ask: number) => number } {
  const seconds = new Map<string, number>();
  for (const { run, withinSeconds = defaultSeconds } of asks) {
    seconds.set(run.text, Math.max(withinSeconds, seconds.get(run.text) ?? 0));
  }
  const places = new Map([...seconds.keys()].map((text, i) => [text, i]));
  return {
    questions: [...seconds].map(([text, limit]) => ({ text, seconds: limit })),
    indexOf: (ask) => places.get(asks[ask]?.run.text ?? '') ?? -1,
  };
}
