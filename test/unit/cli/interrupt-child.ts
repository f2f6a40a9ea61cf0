import { createInterrupt } from '../../../src/cli/interrupt.ts';

/** Hears signals as umctl does, and says which; ends when it is left at once only. */
const say = (text: string): unknown => process.stdout.write(`${text}\n`);
createInterrupt(() => say('told'));
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => say(`heard ${signal}`));
setInterval(() => {}, 1000);
say('ready');
