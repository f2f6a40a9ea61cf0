import type { Command } from 'commander';
import { type Lab, openLab } from '../index.ts';
import { type AddCommands, labOf, withLab } from './command.ts';

const deeds = {
  crash: "cut a host's power: nothing is written, nobody is told",
  boot: 'start a host that crashed or was halted, on the disk it had',
  reboot: 'reboot a host from inside and wait until it is back',
  cut: "pull a host's network cable out of the switch",
  heal: 'plug the cable in again',
} as const satisfies Partial<Record<keyof Lab, string>>;

/** The commands that do something to a host as a machine. */
export const addPower: AddCommands = (program) => {
  for (const [verb, description] of Object.entries(deeds)) {
    withLab(program.command(verb))
      .description(description)
      .argument('<host>')
      .action(async (host: string, _flags: object, command: Command) => {
        const opened = await openLab(labOf(command));
        await opened[verb as keyof typeof deeds](host);
      });
  }
};
