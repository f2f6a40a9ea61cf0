import process from 'node:process';
import { setTimeout as delay } from 'node:timers/promises';
import { type Command, InvalidArgumentError } from 'commander';
import { figures } from '../../src/load/statistics.ts';
import { startClientLoad } from '../client-load.ts';
import { findLab } from '../life/running-lab.ts';
import { interruptible } from '../system/interrupt.ts';
import { type AddCommands, labOf, say, withLab } from './command.ts';

/** An answer that took longer is counted as slow, in milliseconds. */
const SLOW_AFTER = 250;

export const addLoad: AddCommands = (program) => {
  withLab(program.command('load'))
    .description("make load from the lab's client, and print as JSON what it came to; Ctrl-C ends it early")
    .argument('<url>')
    .option('--seconds <n>', 'how long', seconds, 30)
    .option('--raw', 'every single request, too', false)
    .action(async (url: string, { seconds, raw }: { seconds: number; raw: boolean }, command: Command) => {
      const load = await startClientLoad(await findLab(labOf(command)), { url });
      say(`10 new connections a second and 4 kept ones, for ${seconds} s`);
      await interruptible((signal) => delay(seconds * 1000, undefined, { signal }).catch(() => undefined));
      const result = await load.stop();
      const told = figures(result, { slowAfter: SLOW_AFTER });
      process.stdout.write(`${JSON.stringify(raw ? { ...told, result } : told, null, 2)}\n`);
    });
};

function seconds(text: string): number {
  if (!/^\d{1,4}$/.test(text) || Number(text) === 0) throw new InvalidArgumentError('expected a number of seconds');
  return Number(text);
}
