import type { BecomeMethod } from './connection-names.ts';

/** What umctl can pass on of a program's options: single letters, letters with a value, long ones (`=`: with a value). */
interface Passed {
  readonly alone: string;
  readonly withValue: string;
  readonly long: readonly string[];
}

const PASSED: Readonly<Record<BecomeMethod, Passed>> = {
  sudo: {
    alone: 'HSnEkPBN',
    withValue: 'CDgRrTt',
    long: [
      ...[
        'set-home',
        'stdin',
        'non-interactive',
        'preserve-env',
        'preserve-env=',
        'reset-timestamp',
        'preserve-groups',
      ],
      ...['bell', 'no-update', 'close-from=', 'chdir=', 'group=', 'chroot=', 'role=', 'command-timeout=', 'type='],
    ],
  },
  su: {
    alone: 'lmpf',
    withValue: 'sgGw',
    long: ['login', 'preserve-environment', 'fast', 'shell=', 'group=', 'supp-group=', 'whitelist-environment='],
  },
  doas: { alone: 'n', withValue: '', long: [] },
};

/** What to write in place of options that would keep umctl from working. */
const INSTEAD: Readonly<Record<string, string>> = {
  'sudo -i': 'leave it out: umctl needs no login shell, and -H sets HOME',
  'sudo --login': 'leave it out: umctl needs no login shell, and -H sets HOME',
  'sudo -s': 'leave it out: umctl brings its own shell',
  'sudo --shell': 'leave it out: umctl brings its own shell',
  'sudo -u': 'write the user as ansible_become_user',
  'sudo --user': 'write the user as ansible_become_user',
  'sudo -A': 'give the password as ansible_become_password (vaulted), or with --ask-become-pass',
  'su -c': 'leave it out: umctl says what is to be run',
  'doas -u': 'write the user as ansible_become_user',
};

/** What is wrong with a program's options, as the end of a sentence. */
export function becomeFlags(method: BecomeMethod, words: readonly string[]): string | undefined {
  const { alone, withValue, long } = PASSED[method];
  const refuse = (option: string): string =>
    `umctl does not pass ${option} on to ${method}; ${INSTEAD[`${method} ${option}`] ?? 'leave it out'}`;
  const rest = [...words];
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    if (method === 'su' && word === '-') continue;
    const [, name, value] = /^--([a-z-]+)(=.*)?$/s.exec(word) ?? [];
    if (name !== undefined) {
      if (!long.includes(value === undefined ? name : `${name}=`)) {
        if (value !== undefined || !long.includes(`${name}=`) || rest.shift() === undefined) return refuse(`--${name}`);
      }
      continue;
    }
    if (!/^-./.test(word)) return `found ${JSON.stringify(word)}, expected options of ${method}`;
    for (let at = 1; at < word.length; at++) {
      const letter = word.charAt(at);
      if (withValue.includes(letter)) {
        if (at === word.length - 1 && rest.shift() === undefined) return `the value of -${letter} is missing`;
        break;
      }
      if (!alone.includes(letter)) return refuse(`-${letter}`);
    }
  }
  return undefined;
}
