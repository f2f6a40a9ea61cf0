import { Command } from 'commander';
import { EXIT, type ExitCode } from '../core/errors.ts';
import { applyCommand } from './apply.ts';
import { drainCommand } from './drain.ts';
import { drillCommand } from './drill.ts';
import { factsCommand } from './facts.ts';
import { helpText } from './help.ts';
import { historyCommand } from './history.ts';
import { initCommand } from './init.ts';
import { inventoryCommand } from './inventory.ts';
import { planCommand } from './plan.ts';
import { restoreCommand } from './restore.ts';
import { rotateKeyCommand } from './rotate-key.ts';
import { statusCommand } from './status.ts';
import { switchoverCommand } from './switchover.ts';
import { undrainCommand } from './undrain.ts';
import { unlockCommand } from './unlock.ts';
import { verifyCommand } from './verify.ts';
import { version } from './version.ts';

const COMMANDS = {
  init: initCommand,
  plan: planCommand,
  apply: applyCommand,
  verify: verifyCommand,
  facts: factsCommand,
  inventory: inventoryCommand,
  status: statusCommand,
  drain: drainCommand,
  undrain: undrainCommand,
  switchover: switchoverCommand,
  history: historyCommand,
  restore: restoreCommand,
  'rotate-key': rotateKeyCommand,
  drill: drillCommand,
  unlock: unlockCommand,
} as const;

const isCommand = (word: string): word is keyof typeof COMMANDS => Object.hasOwn(COMMANDS, word);

interface Around {
  /** The command line that it is for. All commands and their options take longer to describe than one takes to parse. */
  readonly argv: readonly string[];
  /** What `drill` can break. */
  readonly faults: readonly string[];
}

/** The command line: parses, and runs one command, whose exit code `done` hears. */
export function createProgram(done: (exit: ExitCode) => void, { argv: [first = ''], faults }: Around): Command {
  const program = new Command('umctl')
    .description('Turns Linux hosts into a highly available, load-balanced LVS/heartbeat cluster, over SSH alone.')
    .version(version(), '-V, --version')
    .exitOverride()
    .showHelpAfterError('Add --help for all options and examples.')
    .addHelpText(
      'after',
      helpText({
        examples: [
          ['umctl init', 'write an inventory to start with'],
          ['umctl plan inventory.yaml', 'show what would change; changes nothing'],
          ['umctl apply inventory.yaml', 'show it, ask, apply it'],
          ['umctl verify inventory.yaml', 'prove that the cluster works'],
          ['umctl status inventory.yaml', 'who is active, and whether all is well'],
          ['umctl apply --help', 'everything about one command'],
        ],
        exits: Object.values(EXIT),
        next: 'umctl init, then umctl plan inventory.yaml.',
      }),
    );
  for (const add of isCommand(first) ? [COMMANDS[first]] : Object.values(COMMANDS)) add(program, done, faults);
  return program;
}
