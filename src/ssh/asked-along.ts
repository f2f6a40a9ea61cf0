import type { Ask, Output } from '../core/connection.ts';
import type { Question } from './framing/ask-script.ts';

/** Answers that came with commands, before anybody asked. Each counts once. */
export interface AskedAlong {
  /**
   * @param answers by place in `questions`
   * @param took what it took to have them, in milliseconds
   */
  keep(questions: readonly Question[], answers: ReadonlyMap<number, Output>, took: number): void;
  /** Those that are there, by the text of the question. */
  take(asks: readonly Ask[]): ReadonlyMap<string, Output>;
  /** Something is run: what was true before is not now. */
  forget(): void;
}

/**
 * So long an answer counts, in milliseconds: other hosts may be waited for meanwhile, and what they say belongs together. One
 * that took longer counts for as long as that: by the time it were had again, it would be as old.
 */
const FRESH = 10_000;

export function createAskedAlong(): AskedAlong {
  const kept = new Map<string, Output>();
  let until = 0;
  return {
    keep(questions, answers, took) {
      until = performance.now() + Math.max(FRESH, took);
      for (const [place, output] of answers) kept.set(questions[place]?.text ?? '', output);
    },
    take(asks) {
      const isFresh = performance.now() < until;
      const found = asks.flatMap(({ run: { text } }) => {
        const output = isFresh ? kept.get(text) : undefined;
        return output === undefined ? [] : [[text, output] as const];
      });
      for (const { run } of asks) kept.delete(run.text);
      return new Map(found);
    },
    forget: () => kept.clear(),
  };
}
