import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { createInterface, type Interface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import type { SourceRules } from '../../src/inventory/source/rules.ts';

/** What both Ansible and umctl are asked about inventories. */
export interface Question {
  /** As for `-i`; relative ones are in `cwd`. */
  readonly sources: readonly string[];
  /** Default: this process's. */
  readonly cwd?: string;
  /** What to print; default: `list`. */
  readonly print?: readonly Form[];
  /** As for `ansible PATTERN --list-hosts`; with a limit: both. */
  readonly patterns?: readonly (string | readonly [pattern: string, limit: string])[];
  /** Where a playbook is, with `group_vars/` beside it. */
  readonly playbookDir?: string;
  /** As for `-e`; files by their whole path. */
  readonly extraVars?: readonly string[];
  readonly vaultPasswords?: readonly string[];
  /** umctl only: what the environment of Ansible says by ANSIBLE_HASH_BEHAVIOUR. */
  readonly hashBehaviour?: 'replace' | 'merge';
  /** umctl only: what the configuration of Ansible says of sources. */
  readonly rules?: SourceRules;
}

/** `--list`, `--list --export`, `--list --yaml`, `--graph`, `--graph --vars` */
export type Form = 'list' | 'export' | 'yaml' | 'graph' | 'graphVars';

export interface Answer {
  /** What went wrong, and nothing else. */
  readonly error?: string;
  readonly printed?: Readonly<Partial<Record<Form, string>>>;
  /** The hosts of all groups, in Ansible's order. */
  readonly groups?: Readonly<Record<string, readonly string[]>>;
  /** Whether that order is the same in every run of Ansible. */
  readonly settled?: Readonly<Record<string, boolean>>;
  readonly patterns?: readonly { readonly hosts?: readonly string[]; readonly error?: string }[];
  /** What Ansible warned of while it read; a source that it could not read is told here. */
  readonly warnings?: readonly string[];
}

const program = (process.env['PATH'] ?? '')
  .split(path.delimiter)
  .map((directory) => path.join(directory, 'ansible-inventory'))
  .find((file) => existsSync(file));

/** Whether Ansible can be asked; in CI it has to be. */
export const hasAnsible: boolean = program !== undefined || process.env['CI'] === 'true';

/** The Python that Ansible is installed for, which need not be the first in the path. */
export const ansiblePython = (): string =>
  /^#!\s*(\S+)/.exec(readFileSync(program ?? 'ansible-inventory', 'utf8'))?.[1] ?? 'python3';

export interface Oracle {
  readonly ask: (question: Question) => Promise<Answer>;
  readonly stop: () => Promise<void>;
}

/** Starts the one process that answers all questions; what `env` says of Ansible holds for all of them. */
export function startOracle(env: Readonly<Record<string, string>> = {}): Oracle {
  const child = spawn(ansiblePython(), ['-W', 'ignore', path.join(import.meta.dirname, 'oracle.py')], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, LC_ALL: 'C.UTF-8', ANSIBLE_CONFIG: path.join(import.meta.dirname, 'ansible.cfg'), ...env },
  });
  const answers = linesOf(child);
  return {
    ask: async (question) => {
      child.stdin.write(`${JSON.stringify(question)}\n`);
      const { value, done } = await answers.next();
      if (done === true) throw new Error('Ansible has ended without an answer');
      return JSON.parse(value) as Answer;
    },
    stop: async () => {
      const ended = new Promise((resolve) => child.once('close', resolve));
      child.stdin.end();
      await ended;
    },
  };
}

const linesOf = ({ stdout }: ChildProcessByStdio<Writable, Readable, null>): AsyncIterator<string> =>
  (createInterface({ input: stdout }) as Interface)[Symbol.asyncIterator]();
