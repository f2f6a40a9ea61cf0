import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { EXIT } from '../../src/core/errors.ts';
import type { Become } from '../../src/core/host.ts';
import { sh } from '../../src/core/sh.ts';
import { failureOf } from './failure.ts';
import { type Sshd, startSshd } from './sshd.ts';
import { createUser, type TestUser } from './user.ts';
import { createWorld, type World } from './world.ts';

let world: World;
let sshd: Sshd;
const users: TestUser[] = [];

beforeAll(async () => {
  world = createWorld();
  sshd = await startSshd();
  world.trust(sshd);
});
afterEach(() => {
  for (const user of users.splice(0)) user.remove();
});
afterAll(async () => {
  await sshd?.stop();
  world?.remove();
});

function newUser(shell?: string): TestUser {
  const user = createUser(shell === undefined ? {} : { shell });
  users.push(user);
  return user;
}

const connect = (user: TestUser, become: Become) => world.connect({ port: sshd.port, user: user.name, become });
const password = (value: string): string => world.secrets.seal('ansible_become_password', value);
const su = (to: TestUser, more: Partial<Become> = {}): Become => ({
  user: to.name,
  password: password(to.password),
  method: 'su',
  ...more,
});

describe('su', () => {
  test.each(['/bin/bash', '/bin/dash'])('with the password of who is become, from and to %s', async (shell) => {
    const [from, to] = [newUser(shell), newUser(shell)];
    for (const file of ['.bashrc', '.profile']) writeFileSync(join(from.home, file), 'set -x\n');
    const connection = await connect(from, su(to));
    const stdin = 'x'.repeat(300_000);
    expect(await connection.ask([{ run: sh`id -un; echo "$HOME"` }])).toMatchObject([
      { stdout: `${to.name}\n${to.home}\n` },
    ]);
    expect(await connection.run([{ run: sh`cat; id -un`, stdin }])).toMatchObject([{ stdout: `${stdin}${to.name}\n` }]);
    await connection.close();
  });

  test.each([['-'], ['--login'], ['-m', '-s', '/bin/sh']])('with the options %s', async (...flags) => {
    const to = newUser();
    const connection = await connect(newUser(), su(to, { flags, exe: ['/bin/su'] }));
    expect(await connection.ask([{ run: sh`id -un` }])).toMatchObject([{ stdout: `${to.name}\n` }]);
    await connection.close();
  });

  test('under sudo, as it is written to keep the password of root to oneself', async () => {
    const [from, to] = [newUser(), newUser()];
    from.sudo('USER ALL=(root) NOPASSWD: /bin/su, /usr/bin/su');
    const connection = await connect(from, { user: to.name, method: 'su', exe: ['sudo', 'su'], flags: ['-'] });
    expect(await connection.ask([{ run: sh`id -un` }])).toMatchObject([{ stdout: `${to.name}\n` }]);
    await connection.close();
  });

  test('root is asked for none', async () => {
    const to = newUser();
    const connection = await world.connect({ port: sshd.port, become: su(to, { password: password('unneeded') }) });
    expect(await connection.run([{ run: sh`id -un; cat`, stdin: 'in\n' }])).toMatchObject([
      { stdout: `${to.name}\nin\n` },
    ]);
    await connection.close();
  });

  test('a wrong password is tried once, and told without it', async () => {
    const connection = await connect(newUser(), su(newUser(), { password: password('wrong one') }));
    const failure = await failureOf(connection.ask([{ run: sh`true` }]));
    expect(failure).toMatchObject({ exit: EXIT.unreachable, message: expect.stringContaining('su does not accept') });
    expect(failure.next).toContain('correct ansible_become_password');
    expect(JSON.stringify(failure)).not.toContain('wrong one');
    await connection.close();
  });

  test('a password that is asked for and not given, and a user that there is not', async () => {
    const to = newUser();
    const connection = await connect(newUser(), { user: to.name, method: 'su' });
    const { message, next } = await failureOf(connection.ask([{ run: sh`true` }]));
    expect(message).toContain('su asks for a password');
    expect(next).toContain(`it is the one of ${to.name}`);
    await connection.close();
    const nobody = await world.connect({
      port: sshd.port,
      become: { user: 'nosuchuser', method: 'su', password: password('any of it') },
    });
    expect((await failureOf(nobody.ask([{ run: sh`true` }]))).message).toContain('no user nosuchuser');
    await nobody.close();
  });

  test('an expired password is told as that', async () => {
    const to = newUser();
    execFileSync('chage', ['-d', '0', to.name]);
    const connection = await connect(newUser(), su(to));
    expect((await failureOf(connection.ask([{ run: sh`true` }]))).message).toContain('the password has expired');
    await connection.close();
  });
});

describe('doas', () => {
  const CONFIG = '/etc/doas.conf';
  const before = existsSync(CONFIG) ? readFileSync(CONFIG) : undefined;
  const allow = (...lines: readonly string[]): void =>
    writeFileSync(CONFIG, lines.map((line) => `${line}\n`).join(''), { mode: 0o600 });
  afterEach(() => (before === undefined ? rmSync(CONFIG, { force: true }) : writeFileSync(CONFIG, before)));

  test('without a password', async () => {
    const from = newUser();
    allow(`permit nopass ${from.name}`);
    const connection = await connect(from, { user: 'root', method: 'doas', password: password('unneeded') });
    expect(await connection.ask([{ run: sh`id -un` }])).toMatchObject([{ stdout: 'root\n' }]);
    expect(await connection.run([{ run: sh`id -un; cat`, stdin: 'in\n' }])).toMatchObject([{ stdout: 'root\nin\n' }]);
    await connection.close();
  });

  test.each(['/bin/bash', '/bin/dash'])(
    'with a password, on a terminal that changes nothing of what is sent: %s',
    async (shell) => {
      const from = newUser(shell);
      for (const file of ['.bashrc', '.profile']) writeFileSync(join(from.home, file), 'set -x\n');
      allow(`permit ${from.name}`);
      const connection = await connect(from, { user: 'root', method: 'doas', password: password(from.password) });
      const stdin = `${String.fromCharCode(...Array.from({ length: 126 }, (_, i) => i + 1))}\r\n`.repeat(2_000);
      expect(await connection.ask([{ run: sh`id -un; tty` }])).toMatchObject([
        { stdout: expect.stringMatching(/^root\n/) },
      ]);
      const [output] = await connection.run([{ run: sh`cat; id -un; echo no >&2`, stdin }]);
      expect(output).toEqual({ code: 0, stdout: `${stdin}root\n`, stderr: 'no\n' });
      await connection.close();
    },
  );

  test('a password that is missing or wrong, and a rule that is, are told with what to write', async () => {
    const from = newUser();
    const line = `permit nopass ${from.name} as root`;
    allow(`permit ${from.name}`);
    const said = async (become: Partial<Become>) => {
      const connection = await connect(from, { user: 'root', method: 'doas', ...become });
      const failure = await failureOf(connection.ask([{ run: sh`true` }]));
      await connection.close();
      expect(failure.exit).toBe(EXIT.unreachable);
      return failure;
    };
    expect(await said({})).toMatchObject({
      message: expect.stringContaining('doas asks for a password'),
      next: expect.stringContaining(line),
    });
    const wrong = await said({ password: password('wrong one') });
    expect(wrong.message).toContain('doas does not accept the password');
    expect(JSON.stringify(wrong)).not.toContain('wrong one');
    allow('permit nopass root');
    expect(await said({ password: password(from.password) })).toMatchObject({
      message: expect.stringContaining('doas does not let the user do this'),
      next: expect.stringContaining(line),
    });
  });
});

test('sudo by another path and with other options', async () => {
  const from = newUser();
  from.sudo('USER ALL=(ALL) NOPASSWD: SETENV: ALL');
  const connection = await connect(from, { user: 'root', exe: ['/usr/bin/sudo'], flags: ['-E', '-n'] });
  // -E and no -H: the environment stays, HOME with it.
  expect(await connection.ask([{ run: sh`id -un; echo "$HOME"` }])).toMatchObject([{ stdout: `root\n${from.home}\n` }]);
  await connection.close();
});
