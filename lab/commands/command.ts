import process from 'node:process';
import type { Command } from 'commander';

/** One or more commands of `npm run lab --`: adds them, with their arguments and help, to the program. */
export type AddCommands = (program: Command) => void;

/** Progress and news go to stderr: stdout belongs to what a command prints as its result. */
export function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

/** Adds `--lab NAME`; it may stand before or after the command's name. */
export function withLab(command: Command): Command {
  return command.option('--lab <name>', 'which lab (default: "default")');
}

/** The lab a command is about. Names are file names and appear in messages, so they are kept plain. */
export function labOf(command: Command): string {
  const { lab = 'default' } = command.optsWithGlobals<{ lab?: string }>();
  if (!/^[a-z0-9][a-z0-9-]*$/.test(lab))
    throw new Error(`a lab's name has lower-case letters, digits and dashes: not ${lab}`);
  return lab;
}
