import { createInterrupt } from '../../../src/cli/interrupt.ts';
import { sh } from '../../../src/core/sh.ts';
import { command } from '../../../src/resources/command.ts';
import { applyWanted } from '../cut/apply.ts';

/** umctl in a process of its own, which hears signals as umctl does, with one step that lasts until /srv/go is there. */
const say = (message: string): unknown => process.stdout.write(`${message}\n`);
const run = sh`touch /srv/began; until [ -e /srv/go ]; do sleep 0.1; done; touch /srv/done`;
const interrupt = createInterrupt(say);
const { exit } = await applyWanted(
  [command({ name: 'slow', unless: sh`[ -e /srv/done ]`, run })],
  JSON.parse(process.argv[2] ?? ''),
  { onMoment: () => {}, warn: say, signal: interrupt.signal },
);
interrupt.dispose();
process.exitCode = exit;
