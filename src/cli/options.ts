import { type Command, InvalidArgumentError } from 'commander';

/** What every command takes; Ansible's letters where Ansible has them. */
export interface SharedOptions {
  readonly inventory?: string;
  readonly playbook?: string;
  readonly limit?: string;
  readonly forks: number;
  readonly tags?: readonly string[];
  readonly skipTags?: readonly string[];
  readonly askPass?: boolean;
  readonly askBecomePass?: boolean;
  readonly acceptNewHostKeys?: boolean;
  readonly verbose?: number;
  readonly json?: boolean;
  readonly color: boolean;
}

const MOST_FORKS = 500;

/** Adds the positional inventory and the options that all commands share. */
export const withSharedOptions = (command: Command): Command =>
  command
    .argument('[inventory]', 'Ansible YAML inventory')
    .option('-i, --inventory <file>', 'the inventory, as Ansible has it')
    .option('-p, --playbook <file>', "a playbook of your own, in TypeScript or JavaScript (default: umctl's)")
    .option('-l, --limit <pattern>', 'only these hosts: names, groups, wildcards, as n1:n2, all:!n3')
    .option('-t, --tags <roles>', 'only these roles, separated by commas', list)
    .option('--skip-tags <roles>', 'all but these roles, separated by commas', list)
    .option('-f, --forks <number>', 'how many hosts are worked on at once', wholeNumber, 10)
    .option('-k, --ask-pass', 'ask for the password to log in with')
    .option('-K, --ask-become-pass', 'ask for the password of sudo')
    .option('--accept-new-host-keys', 'trust and remember keys of hosts that known_hosts has never seen')
    .option('-v, --verbose', 'show commands; -vv: what they read on stdin; -vvv: stacks of errors', more)
    .option('--json', 'JSON lines on stdout and nothing else')
    .option('--no-color', 'no colours (as when NO_COLOR is set)');

const more = (_: string, level = 0): number => level + 1;

const list = (value: string, before: readonly string[] = []): readonly string[] => [
  ...before,
  ...value
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== ''),
];

function wholeNumber(value: string): number {
  const number = Number(value);
  if (!/^\d+$/.test(value) || number < 1 || number > MOST_FORKS)
    throw new InvalidArgumentError(`Expected a whole number from 1 to ${MOST_FORKS}.`);
  return number;
}
