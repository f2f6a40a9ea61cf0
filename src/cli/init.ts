import { existsSync } from 'node:fs';
import { type Command, InvalidArgumentError } from 'commander';
import { EXIT, type ExitCode, InputError } from '../core/errors.ts';
import type { Answers, NamedAddress, NamedHost } from '../inventory/example/answers.ts';
import { helpText } from './help.ts';
import { toStderr, toStdout } from './print.ts';
import { canAsk } from './terminal.ts';

type Flags = Partial<Answers> & {
  readonly director?: readonly NamedHost[];
  readonly realServer?: readonly NamedHost[];
  readonly virtualAddress?: readonly NamedAddress[];
};

const HELP = helpText({
  examples: [
    ['umctl init', 'asks for names and addresses, and writes inventory.yaml'],
    ['umctl init < /dev/null', 'writes the annotated example, to be edited'],
    [
      'umctl init site.yaml --director lb1=10.0.0.2 --director lb2=10.0.0.3 --virtual-address 10.0.0.9/24 --gateway 10.0.0.1',
      'asks nothing',
    ],
  ],
  exits: [EXIT.done, EXIT.invalid, EXIT.interrupted],
  next: 'put your services into the inventory, then run umctl plan.',
});

/** `umctl init`: writes an annotated inventory. It connects to nothing. */
export const initCommand = (program: Command, done: (exit: ExitCode) => void): Command =>
  program
    .command('init')
    .description('Write an annotated inventory to start with. Asks for names and addresses, and checks them.')
    .argument('[file]', 'the inventory to write; an existing file is never overwritten', 'inventory.yaml')
    .option(
      '--director <name=address>',
      'a director and its address on the segment (one of each family: NAME=ADDRESS,ADDRESS); give it twice, or more often where the stack takes more',
      oneMoreHost,
    )
    .option('--real-server <name=address>', 'a real server that is not a director; repeatable', oneMoreHost)
    .option(
      '--virtual-address <address/prefix>',
      'what clients connect to; several with commas, or repeatable, and each with a name of its own: NAME=ADDRESS/PREFIX',
      moreAddresses,
    )
    .option('--gateway <address>', 'the router')
    .option('--interface <name>', 'the interface on the segment (default: eth0)')
    .option('--user <name>', 'who logs in (default: root)')
    .option('--stack <name>', 'what the directors run, as `stack` in the inventory (default: umctl plan chooses)')
    .option('--serial <device>', 'a null-modem cable between the directors (default: none)')
    .addHelpText('after', HELP)
    .action(async (file: string, flags: Flags, command: Command) => {
      const { fileExists: exists, writeInventory } = await import('./init/write.ts');
      if (existsSync(file)) throw exists(file);
      (await import('./output-file.ts')).requireWritable(command, 'init', file);
      const { readExample } = await import('./init/example-file.ts');
      const { fillExample } = await import('../inventory/example/answers.ts');
      const given = answersIn(flags);
      const example = await readExample();
      if (!canAsk() && Object.keys(given).length === 0) {
        await writeInventory(file, example);
        tell(`${file} is the annotated example: put in your hosts and addresses. Then: umctl plan ${file}`);
        return done(EXIT.done);
      }
      const { refuseGiven } = await import('./init/given.ts');
      const { answerAt } = await import('./init/answer-at.ts');
      refuseGiven(given);
      const write = (answers: Answers): Promise<void> =>
        writeInventory(file, fillExample(example, answers), (line) => answerAt(answers, line));
      if (!canAsk()) await write(complete(given, command));
      else if (!(await askUntilRight(given, write))) {
        tell('Interrupted. Nothing was written.');
        return done(EXIT.interrupted);
      }
      tell(`${file} is written. Put your virtual services into it, then: umctl plan ${file}`);
      done(EXIT.done);
    });

/** Asks again, with the answers as they were, where they do not fit together. False: the questions were left by Ctrl-C. */
async function askUntilRight(given: Partial<Answers>, write: (answers: Answers) => Promise<void>): Promise<boolean> {
  const { askFor } = await import('./init/ask.ts');
  for (let answers = await askFor(given); answers !== undefined; answers = await askFor(given, answers)) {
    try {
      await write(answers);
      return true;
    } catch (error) {
      const isAllGiven = Object.keys(answers).every((name) => name in given);
      if (!(error instanceof InputError) || isAllGiven) throw error;
      toStderr(error.problems.map(({ message }) => message));
    }
  }
  return false;
}

function answersIn({ director, realServer, virtualAddress, ...rest }: Flags): Partial<Answers> {
  return {
    ...rest,
    ...(director === undefined ? {} : { directors: director }),
    ...(realServer === undefined ? {} : { realServers: realServer }),
    ...(virtualAddress === undefined ? {} : { virtualAddresses: virtualAddress }),
  };
}

/** Without a terminal, what has no usual value has to be given. */
function complete(given: Partial<Answers>, command: Command): Answers {
  const { directors, virtualAddresses, gateway } = given;
  if (directors === undefined || virtualAddresses === undefined || gateway === undefined)
    return command.error(
      'error: without a terminal to ask on, give --director (twice), --virtual-address and --gateway, or none of them',
    );
  return {
    realServers: [],
    interface: 'eth0',
    user: 'root',
    serial: '',
    stack: '',
    ...given,
    directors,
    virtualAddresses,
    gateway,
  };
}

function oneMoreHost(value: string, before: readonly NamedHost[] = []): readonly NamedHost[] {
  const [, name, address] = /^([^=\s]+)=(\S+)$/.exec(value) ?? [];
  if (name === undefined || address === undefined) throw new InvalidArgumentError('Expected NAME=ADDRESS.');
  return [...before, { name, addresses: address.split(',') }];
}

/** What is wrong with them is told once all options are read. */
const moreAddresses = (value: string, before: readonly NamedAddress[] = []): readonly NamedAddress[] => [
  ...before,
  ...value.split(',').map((one) => {
    const [, name, address = ''] = /^(?:([^=]*)=)?(.*)$/.exec(one.trim()) ?? [];
    return name === undefined ? { address } : { name, address };
  }),
];

const tell = (line: string): void => {
  toStdout([line]);
};
