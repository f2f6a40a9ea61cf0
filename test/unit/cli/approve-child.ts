import { askToApprove } from '../../../src/cli/approve.ts';
import { createInterrupt } from '../../../src/cli/interrupt.ts';
import { createPrompt } from '../../../src/cli/prompt.ts';
import { makeStep } from '../step.ts';

/** Asks what umctl asks on a terminal, and prints what it took the answer for. */
const [question] = process.argv.slice(2);
const interrupt = createInterrupt(() => {});
const view = { report: () => {}, settle: async () => {} };
const plans = [{ host: 'n1', steps: [makeStep('file', '/a')] }];
const ask = createPrompt({ view, interrupt });
const answer =
  question === 'approve'
    ? await askToApprove({ view, interrupt })(plans)
    : await Promise.all([ask('Passphrase of one: '), ask('Passphrase of two: ')]);
process.stdout.write(`answer ${JSON.stringify(answer)}, interrupted ${interrupt.signal.aborted}\n`);
interrupt.dispose();
