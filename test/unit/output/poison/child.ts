import { toStdout } from '../../../../src/cli/print.ts';
import { listrView } from '../../../../src/output/listr.ts';
import { coloured } from '../../../../src/output/paint.ts';
import { run } from './events.ts';

/** Plays the poisoned run into the listr view on this process's terminal. */
const invocation = { command: 'apply', inventory: 'inventory.yaml' };
const view = listrView({ paint: coloured, diff: true, verbosity: 2, invocation }, toStdout);
for (const event of run) view.report(event);
await view.settle();
