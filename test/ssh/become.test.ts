import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { ASKED_SUDO } from '../../src/core/asked-passwords.ts';
import { EXIT } from '../../src/core/errors.ts';
import type { ConnectionSettings } from '../../src/core/host.ts';
import { sh } from '../../src/core/sh.ts';
import { failureOf } from './failure.ts';
import { type Sshd, startSshd } from './sshd.ts';
import { createUser, type TestUser } from './user.ts';
import { createWorld, type World } from './world.ts';

let world: World;
let sshd: Sshd;
let user: TestUser | undefined;

beforeAll(async () => {
  world = createWorld();
  sshd = await startSshd();
  world.trust(sshd);
});
afterEach(() => {
  user?.remove();
  user = undefined;
});
afterAll(async () => {
  await sshd?.stop();
  world?.remove();
});

/** A session as `become` of a fresh user whom sudo treats by `rule`. */
async function session(
  rule: string,
  become: NonNullable<ConnectionSettings['become']> | 'own password',
  shell?: string,
) {
  user = createUser(shell === undefined ? {} : { shell });
  if (rule !== '') user.sudo(rule);
  const as = become === 'own password' ? { user: 'root', password: password(user.password) } : become;
  return world.connect({ port: sshd.port, user: user.name, become: as });
}

const password = (value: string): string => world.secrets.seal('become password', value);

test.each(['/bin/bash', '/bin/dash'])('without a password, from %s', async (shell) => {
  const connection = await session('USER ALL=(ALL) NOPASSWD: ALL', { user: 'root' }, shell);
  expect(await connection.ask([{ run: sh`id -un; pwd` }])).toMatchObject([{ stdout: 'root\n/\n' }]);
  expect(await connection.run([{ run: sh`id -un; cat`, stdin: 'in\n' }])).toMatchObject([{ stdout: 'root\nin\n' }]);
  await connection.close();
});

test('a password that sudo does not ask for does no harm', async () => {
  const connection = await session('USER ALL=(ALL) NOPASSWD: ALL', { user: 'root', password: password('unneeded') });
  expect(await connection.run([{ run: sh`cat`, stdin: 'in\n' }])).toMatchObject([{ stdout: 'in\n' }]);
  await connection.close();
});

test.each(['', 'Defaults:USER use_pty\n', 'Defaults:USER lecture=always\n'])(
  'with a password, also where sudo gives commands a terminal of their own: %j',
  async (defaults) => {
    const connection = await session(`${defaults}USER ALL=(ALL) ALL`, 'own password');
    const stdin = 'x'.repeat(300_000);
    expect(await connection.ask([{ run: sh`id -un` }])).toMatchObject([{ stdout: 'root\n' }]);
    expect(await connection.run([{ run: sh`cat; id -un`, stdin }])).toMatchObject([{ stdout: `${stdin}root\n` }]);
    await connection.close();
  },
);

test('as another user than root', async () => {
  const connection = await session('USER ALL=(daemon) NOPASSWD: ALL', { user: 'daemon' });
  expect(await connection.ask([{ run: sh`id -un` }])).toMatchObject([{ stdout: 'daemon\n' }]);
  expect(await connection.run([{ run: sh`id -un` }])).toMatchObject([{ stdout: 'daemon\n' }]);
  await connection.close();
});

test('whoever is already the one needs no sudo', async () => {
  const connection = await world.connect({ port: sshd.port, become: { user: 'root', password: password('unused') } });
  const [output] = await connection.ask([{ run: sh`id -un; echo "$SUDO_USER"` }]);
  expect(output?.stdout).toBe('root\n\n');
  await connection.close();
});

test('a wrong password is called that, and tried once', async () => {
  const connection = await session('USER ALL=(ALL) ALL', { user: 'root', password: password('wrong one') });
  const failure = await failureOf(connection.ask([{ run: sh`true` }]));
  expect(failure).toMatchObject({ exit: EXIT.unreachable, message: expect.stringContaining('does not accept') });
  expect(failure.next).toContain('--ask-become-pass');
  expect(JSON.stringify(failure)).not.toContain('wrong one');
  await connection.close();
});

test('a password that is asked for but not given', async () => {
  const connection = await session('USER ALL=(ALL) ALL', { user: 'root' });
  const failure = await failureOf(connection.run([{ run: sh`true` }]));
  expect(failure).toMatchObject({ exit: EXIT.unreachable, message: expect.stringContaining('asks for a password') });
  expect(failure.next).toContain('--ask-become-pass');
  await connection.close();
});

test('a user whom sudo does not know', async () => {
  const connection = await session('', { user: 'root', password: '' });
  const failure = await failureOf(connection.ask([{ run: sh`true` }]));
  expect(failure.exit).toBe(EXIT.unreachable);
  await connection.close();
});

test.each(['/bin/bash', '/bin/dash'])(
  'a start-up file that echoes every command (%s) gets sudo no line of the script',
  async (shell) => {
    const connection = await session('USER ALL=(ALL) ALL', 'own password', shell);
    const home = user?.home ?? '';
    for (const file of ['.bashrc', '.profile', '.ssh-rc']) writeFileSync(join(home, file), 'set -x\n');
    expect(await connection.ask([{ run: sh`id -un` }])).toMatchObject([{ stdout: 'root\n' }]);
    expect(await connection.run([{ run: sh`id -un; cat`, stdin: 'in\n' }])).toMatchObject([{ stdout: 'root\nin\n' }]);
    await connection.close();
  },
);

test('the same with a password that sudo does not ask for, and with a wrong one', async () => {
  const connection = await session('USER ALL=(ALL) NOPASSWD: ALL', { user: 'root', password: password('unneeded') });
  writeFileSync(join(user?.home ?? '', '.bashrc'), 'set -x\n');
  expect(await connection.run([{ run: sh`cat`, stdin: 'in\n' }])).toMatchObject([{ stdout: 'in\n' }]);
  await connection.close();
  user?.sudo('USER ALL=(ALL) ALL');
  const again = await world.connect({
    port: sshd.port,
    user: user?.name ?? '',
    become: { user: 'root', password: password('unneeded') },
  });
  const { message, output } = await failureOf(again.ask([{ run: sh`true` }]));
  expect(message).toContain('does not accept the password');
  expect(output).not.toMatch(/umctl-|question|incorrect password attempts/);
  await again.close();
});

test("sudo's refusal, which repeats the command, is no shell, and shows no mark", async () => {
  const connection = await session('USER ALL=(ALL) /bin/ls', 'own password');
  const { message, output } = await failureOf(connection.ask([{ run: sh`true` }]));
  expect(message).toContain('sudo does not let the user do this');
  expect(output).toContain('is not allowed to execute');
  expect(output).not.toMatch(/umctl-|[0-9a-f]{12}/);
  await connection.close();
});

test('an expired password is told as that, at once', async () => {
  const connection = await session('USER ALL=(ALL) ALL', 'own password');
  execFileSync('chage', ['-d', '0', user?.name ?? '']);
  const began = performance.now();
  const { message, next } = await failureOf(connection.ask([{ run: sh`true` }]));
  expect(message).toContain('the password has expired');
  expect(next).toContain('passwd');
  expect(performance.now() - began).toBeLessThan(20_000);
  await connection.close();
});

test('a wrong password that was typed is not advised to be asked for, one of the inventory is named', async () => {
  const typed = world.secrets.seal(ASKED_SUDO, 'mistyped one');
  const connection = await session('USER ALL=(ALL) ALL', { user: 'root', password: typed });
  expect((await failureOf(connection.ask([{ run: sh`true` }]))).next).toContain('type the password of');
  await connection.close();
  user?.remove();
  const given = world.secrets.seal('ansible_become_password', 'wrong as well');
  const other = await session('USER ALL=(ALL) ALL', { user: 'root', password: given });
  expect((await failureOf(other.ask([{ run: sh`true` }]))).next).toContain('correct ansible_become_password');
  await other.close();
});
