import { afterEach, beforeEach, expect, test } from 'vitest';
import { sh } from '../../src/core/sh.ts';
import { failureOf } from './failure.ts';
import { startSshd } from './sshd.ts';
import { createWorld, type World } from './world.ts';

let world: World;
beforeEach(() => {
  world = createWorld();
});
afterEach(() => world.remove());

/** A host that does `answer`, whatever it is asked to run; questions there have a second each, and a second more altogether. */
async function hostThat(answer: string) {
  const sshd = await startSshd({ options: [`ForceCommand ${answer}`] });
  world.trust(sshd);
  const connection = await world.connect({ port: sshd.port }, { slackSeconds: 1 });
  return {
    connection,
    ask: () => connection.ask([sh`echo one`, sh`echo two`].map((run) => ({ run, withinSeconds: 1 }))),
    run: () => connection.run([sh`echo one`, sh`echo two`].map((run) => ({ run, withinSeconds: 1 }))),
    async [Symbol.asyncDispose]() {
      await connection.close();
      await sshd.stop();
    },
  };
}

/** A script that was packed shows no mark, and no end of what is sent follows it. */
const READ_MARK = 'mark=$(timeout 0.5 sed -n "/^mark=/{s///p;q}")';
const forEver = (line: string): string => `${READ_MARK}; while printf "\\n%s\\n" "${line}"; do sleep 0.2; done`;
const TOO_LONG = 'it keeps sending and does not end';

test.each([
  ['noise', 'noise'],
  ['the first answer', '$mark base64 0 b25lCg==  0'],
  ['an answer to what was not asked', '$mark base64 7 b25lCg==  0'],
  ['that a command begins', '$mark begin 0'],
  ['that a process is left', '$mark left 1'],
])('a host that says %s again and again has failed, by name', { timeout: 60_000 }, async (_, line) => {
  await using host = await hostThat(forEver(line));
  expect((await failureOf(host.ask())).message).toContain(TOO_LONG);
  expect((await failureOf(host.run())).message).toContain(TOO_LONG);
});

test('a host that stops in the middle has stopped answering', { timeout: 60_000 }, async () => {
  await using host = await hostThat(`${READ_MARK}; printf "\\n%s base64 0 b25l" "$mark"; sleep 600`);
  expect((await failureOf(host.ask())).message).toContain('it has stopped answering');
});

test('a big answer over a slow link has the time it takes', { timeout: 60_000 }, async () => {
  const slowly =
    'perl -e "while (sysread STDIN, \\$_, 3200) { syswrite STDOUT, \\$_; select undef, undef, undef, 0.1 }"';
  await using host = await hostThat(`sh -c "$SSH_ORIGINAL_COMMAND" | ${slowly}`);
  const big = { run: sh`head -c 150000 /dev/zero`, withinSeconds: 1 };
  const [answer] = await host.connection.ask([big]);
  expect(answer?.stdout).toHaveLength(150_000);
});
