import { confirm, isCancel } from '@clack/prompts';
import { InputError } from '../core/errors.ts';
import type { Approve } from '../engine/approve/approval.ts';
import { count, oneLine } from '../output/text.ts';
import type { View } from '../output/view.ts';
import type { Interrupt } from './interrupt.ts';
import { canAsk } from './terminal.ts';
import { typedLine } from './typed-line.ts';

/** @throws InputError, before any host is touched, where there is nobody to ask */
export function requireTerminal({ json }: { readonly json?: boolean }): void {
  const refuse = (why: string): never => {
    throw new InputError([{ message: `${why}: add --yes, or look first with ${typedLine()} --check` }]);
  };
  if (json === true) refuse('--json cannot ask');
  if (!canAsk()) refuse('no terminal to confirm on');
}

interface Asking {
  readonly view: View;
  readonly interrupt: Interrupt;
}

/** Asks yes or no on the terminal; no is the default. Ctrl-C at the question ends the run like anywhere else. */
export async function ask(message: string, { view, interrupt }: Asking): Promise<boolean> {
  await view.settle();
  const answer = await confirm({
    message: oneLine(message),
    initialValue: false,
    output: process.stderr,
    signal: interrupt.signal,
  });
  if (isCancel(answer)) interrupt.stop();
  return answer === true;
}

/** Has a plan approved by whoever sits at the terminal. */
export const askToApprove =
  (asking: Asking): Approve =>
  (plans) => {
    const steps = plans.reduce((sum, plan) => sum + plan.steps.length, 0);
    return ask(
      `Do ${steps === 1 ? 'this' : 'these'} ${count(steps, 'step')} on ${count(plans.length, 'host')}?`,
      asking,
    );
  };
