import process from 'node:process';
import type { Command } from 'commander';
import { clientArgv } from '../access/client.ts';
import { sshArgv } from '../access/ssh.ts';
import { findLab, hostOf } from '../life/running-lab.ts';
import { passThrough } from '../system/pass-through.ts';
import { type AddCommands, labOf, withLab } from './command.ts';

export const addSsh: AddCommands = (program) => {
  withLab(program.command('ssh'))
    .description('log in to a host')
    .argument('<host>')
    .action(async (host: string, _flags: object, command: Command) => {
      const found = await findLab(labOf(command));
      process.exitCode = await passThrough(sshArgv(found.directory, hostOf(found, host).name, []));
    });
};

export const addExec: AddCommands = (program) => {
  withLab(program.command('exec'))
    .description('run a command on a host; arguments, stdin, stdout, stderr and exit status pass through as they are')
    .argument('<host>')
    .argument('<command...>')
    .passThroughOptions()
    .action(async (host: string, words: string[], _flags: object, command: Command) => {
      const found = await findLab(labOf(command));
      process.exitCode = await passThrough(sshArgv(found.directory, hostOf(found, host).name, given(words)));
    });
};

export const addClient: AddCommands = (program) => {
  withLab(program.command('client'))
    .description("run a program of this machine with the network of the lab's client")
    .argument('<command...>')
    .passThroughOptions()
    .action(async (words: string[], _flags: object, command: Command) => {
      process.exitCode = await passThrough(clientArgv((await findLab(labOf(command))).process, given(words)));
    });
};

/** `exec n1 -- ls` means `ls`, as it does for other tools that run a command. */
function given(words: readonly string[]): readonly string[] {
  return words[0] === '--' ? words.slice(1) : words;
}
