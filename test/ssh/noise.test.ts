import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { sh } from '../../src/core/sh.ts';
import { failureOf } from './failure.ts';
import { type Sshd, startSshd } from './sshd.ts';
import { createUser, type TestUser } from './user.ts';
import { createWorld, type World } from './world.ts';

let world: World;
let sshd: Sshd;
let user: TestUser;

beforeAll(async () => {
  world = createWorld();
  const banner = join(world.dir, 'banner');
  writeFileSync(banner, 'umctl- 0 done\nAuthorised use only!\n');
  chmodSync(world.dir, 0o755);
  sshd = await startSshd({ options: [`Banner ${banner}`] });
  world.trust(sshd);
});
beforeEach(() => {
  user = createUser();
});
afterEach(() => user.remove());
afterAll(async () => {
  await sshd?.stop();
  world?.remove();
});

const startUp = (text: string): void => {
  for (const file of ['.bashrc', '.bash_profile', '.profile']) writeFileSync(join(user.home, file), text);
};

async function expectSense(): Promise<void> {
  const connection = await world.connect({ port: sshd.port, user: user.name });
  expect(await connection.ask([{ run: sh`echo sense` }, { run: sh`exit 3` }])).toEqual([
    { code: 0, stdout: 'sense\n', stderr: '' },
    { code: 3, stdout: '', stderr: '' },
  ]);
  expect(await connection.run([{ run: sh`cat`, stdin: 'sense' }])).toEqual([{ code: 0, stdout: 'sense', stderr: '' }]);
  await connection.close();
}

test.each([
  ['prints, the last line without an end', 'echo Welcome; echo trouble >&2; printf "You have mail"'],
  ['prints binary noise', 'head -c 3000 /dev/urandom; printf "\\0\\377"'],
  ['prints what looks like answers', 'echo umctl- base64 0 QUFB  0; echo umctl- done'],
  ['reads a line of stdin', 'read -t 5 line; echo "$line"'],
  ['leaves something running that holds the output open', '(sleep 8; echo late) &'],
  [
    'sets a strange environment',
    'export LC_ALL=de_DE.UTF-8 ENV=/nowhere CDPATH=/tmp IFS=x; umask 077; PATH=/nowhere:$PATH',
  ],
  [
    'defines functions and aliases',
    'printf() { :; }; export -f printf; echo() { :; }; export -f echo; alias cat=false',
  ],
])('a start-up file that %s spoils nothing', async (_, text) => {
  startUp(text);
  await expectSense();
});

test('a start-up file that swallows the script is told as such', async () => {
  startUp('cat >/dev/null; echo swallowed');
  const connection = await world.connect({ port: sshd.port, user: user.name });
  const failure = await failureOf(connection.ask([{ run: sh`true` }]));
  expect(failure.message).toContain('umctl does not understand what the shell of');
  expect(failure.output).toContain('swallowed');
  await connection.close();
});

test('a user who may not run commands is told what the host says', async () => {
  user.remove();
  user = createUser({ shell: '/usr/sbin/nologin' });
  const connection = await world.connect({ port: sshd.port, user: user.name });
  const failure = await failureOf(connection.ask([{ run: sh`true` }]));
  expect(failure.output).toContain('not available');
  await connection.close();
});
