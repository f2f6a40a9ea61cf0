import process from 'node:process';
import type { Command } from 'commander';
import { formatStatus, hostLines } from '../life/status.ts';
import { labDirectory } from '../model/paths.ts';
import { readState } from '../model/state.ts';
import { type AddCommands, labOf, say, withLab } from './command.ts';

export const addStatus: AddCommands = (program) => {
  withLab(program.command('status'))
    .description('print one host a line: name, address, family, state (running, crashed, halted, down)')
    .action(async (_flags: object, command: Command) => {
      const lab = labOf(command);
      const directory = labDirectory(lab);
      const state = await readState(directory);
      if (!state) say(`there is no lab ${lab}; make one with: npm run lab -- up`);
      else process.stdout.write(formatStatus(await hostLines(directory, state.hosts)));
    });
};
