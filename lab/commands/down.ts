import type { Command } from 'commander';
import { down } from '../life/down.ts';
import { labDirectory } from '../model/paths.ts';
import { type AddCommands, labOf, withLab } from './command.ts';

export const addDown: AddCommands = (program) => {
  withLab(program.command('down'))
    .description('take the lab down; its disks are kept for the next up')
    .option('--remove', 'delete disks, keys and all', false)
    .action(async ({ remove }: { remove: boolean }, command: Command) => {
      await down({ directory: labDirectory(labOf(command)), remove });
    });
};
