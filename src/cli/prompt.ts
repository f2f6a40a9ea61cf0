import { oneLine } from '../output/text.ts';
import type { View } from '../output/view.ts';
import type { Interrupt } from './interrupt.ts';

/** Asks for something that is not to be shown. Empty once the run has been interrupted, by Ctrl-C at a question too. */
export type Prompt = (question: string) => Promise<string>;

/** Asks on the terminal, one question at a time, with no picture moving over it. */
export function createPrompt({ view, interrupt }: { readonly view: View; readonly interrupt: Interrupt }): Prompt {
  const ask = async (question: string): Promise<string> => {
    if (interrupt.signal.aborted) return '';
    await view.settle();
    // Few runs ask.
    const { isCancel, password } = await import('@clack/prompts');
    const message = oneLine(question.replace(/:\s*$/, ''));
    const answer = await password({ message, output: process.stderr, signal: interrupt.signal });
    if (!isCancel(answer)) return answer ?? '';
    interrupt.stop();
    return '';
  };
  let before: Promise<unknown> = Promise.resolve();
  return (question) => {
    const answer = before.then(() => ask(question));
    before = answer;
    return answer;
  };
}
