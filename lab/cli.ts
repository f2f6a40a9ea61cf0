import process from 'node:process';
import { Command } from 'commander';
import { say, withLab } from './commands/command.ts';
import { addDown } from './commands/down.ts';
import { addLoad } from './commands/load.ts';
import { addPower } from './commands/power.ts';
import { addClient, addExec, addSsh } from './commands/remote.ts';
import { addStatus } from './commands/status.ts';
import { addUp } from './commands/up.ts';

const program = withLab(new Command('npm run lab --'))
  .description('Real hosts on this machine: boots User-Mode Linux on a private segment, with a client and a gateway.')
  .enablePositionalOptions()
  .showHelpAfterError();

for (const add of [addUp, addDown, addStatus, addSsh, addExec, addClient, addLoad, addPower]) add(program);

try {
  await program.parseAsync();
} catch (error) {
  say(`lab: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
}
