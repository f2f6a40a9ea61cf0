import { setTimeout as engineWorks } from 'node:timers/promises';
import { createInterrupt } from '../../../src/cli/interrupt.ts';
import { toStdout } from '../../../src/cli/print.ts';
import { listrView } from '../../../src/output/listr.ts';
import { uncoloured } from '../../../src/output/paint.ts';
import { applying, planning } from './stream.ts';

/** Plays a run into the listr view on this process's terminal: whole, or as far as a step that ends on Ctrl-C only. */
const [mode = 'whole'] = process.argv.slice(2);
const invocation = { command: 'apply', inventory: 'inventory.yaml' };
const view = listrView({ paint: uncoloured, diff: false, verbosity: 0, invocation }, toStdout);
const interrupt = createInterrupt((message) => view.report({ type: 'warning', message }));

for (const event of planning) view.report(event);
await view.settle();
toStdout(['the question']);
const running =
  mode === 'whole' ? applying : applying.filter(({ type }) => /^(phase|host-start|step-start)$/.test(type));
for (const event of running) {
  view.report(event);
  await engineWorks(mode === 'whole' ? 60 : 0);
}
if (mode === 'until Ctrl-C') await new Promise((resolve) => interrupt.signal.addEventListener('abort', resolve));
if (mode === 'for ever') await new Promise(() => {});
await view.settle();
interrupt.dispose();
process.exitCode = interrupt.signal.aborted ? 130 : 0;
