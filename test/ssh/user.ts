import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A user account of the machine, for the length of a test. */
export interface TestUser {
  readonly name: string;
  readonly home: string;
  readonly password: string;
  /** Says what sudo lets the user do; a line of sudoers(5) without the user. */
  sudo(rule: string): void;
  remove(): void;
}

/** Adds a user with a password and a home of its own. */
export function createUser({ shell = '/bin/bash' }: { readonly shell?: string } = {}): TestUser {
  const name = `umctl${randomBytes(4).toString('hex')}`;
  const home = `/tmp/${name}`;
  const password = randomBytes(8).toString('hex');
  const sudoers = `/etc/sudoers.d/${name}`;
  oneAtATime(['useradd', '--create-home', '--home-dir', home, '--shell', shell, name]);
  oneAtATime(['chpasswd'], `${name}:${password}\n`);
  return {
    name,
    home,
    password,
    sudo: (rule) => writeFileSync(sudoers, `${rule.replaceAll('USER', name)}\n`, { mode: 0o440 }),
    remove() {
      rmSync(sudoers, { force: true });
      oneAtATime(['userdel', '--remove', '--force', name]);
    },
  };
}

/** Test files run side by side, and shadow's tools give up on a password file that another one has locked. */
function oneAtATime(command: readonly string[], input = ''): void {
  execFileSync('flock', [join(tmpdir(), 'umctl-users.lock'), ...command], { input, stdio: ['pipe', 'ignore', 'pipe'] });
}
