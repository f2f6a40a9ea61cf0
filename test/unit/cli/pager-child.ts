import { createInterrupt } from '../../../src/cli/interrupt.ts';
import { toStdout } from '../../../src/cli/print.ts';
import { createView } from '../../../src/cli/view.ts';
import { makeStep } from '../step.ts';

/** Shows a plan of some steps on this process's terminal, as a command does that then asks. */
const [steps = '30', how = ''] = process.argv.slice(2);
const invocation = { command: 'plan', inventory: 'inventory.yaml' };
const options = { color: how === 'coloured', json: how === 'json', forks: 1 };
const view = await createView(options, { diff: true, invocation, pages: how !== 'unasked' });
const interrupt = createInterrupt((message) => toStdout([message]));
const step = (n: number) => makeStep('file', `/etc/${n}`, { changes: [{ field: 'mode', from: '0600', to: '0644' }] });
view.report({ type: 'phase', phase: 'observe', hosts: ['n1'] });
view.report({ type: 'host-done', host: 'n1', phase: 'observe', milliseconds: 1 });
view.report({ type: 'plan', host: 'n1', steps: Array.from({ length: Number(steps) }, (_, n) => step(n)) });
view.report({ type: 'warning', message: 'heartbeat has only one link' });
await view.settle();
toStdout(['the question']);
interrupt.dispose();
