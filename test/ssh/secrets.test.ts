import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { showSecrets } from '../../src/core/secrets.ts';
import { joinSh, sh } from '../../src/core/sh.ts';
import { createRedact } from '../../src/core/shown.ts';
import { failureOf } from './failure.ts';
import { processIds } from './processes.ts';
import { type Sshd, startSshd } from './sshd.ts';
import { createUser } from './user.ts';
import { createWorld, type World } from './world.ts';

const POISON = "p0ison'%s\\\nof two lines";

let world: World;
let sshd: Sshd;

beforeAll(async () => {
  world = createWorld();
  sshd = await startSshd();
  world.trust(sshd);
  chmodSync(world.dir, 0o777);
});
afterAll(async () => {
  await sshd?.stop();
  world?.remove();
});

/** Everything that any user of the machine can see of running processes, sampled until `over`. */
async function sampleProcesses(over: Promise<unknown>): Promise<{ readonly seen: string; readonly samples: number }> {
  const seen = new Set<string>();
  let [samples, running] = [0, true];
  void over.finally(() => {
    running = false;
  });
  while (running) {
    for (const pid of processIds()) {
      for (const file of ['cmdline', 'environ']) seen.add(read(`/proc/${pid}/${file}`));
    }
    samples++;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  return { seen: [...seen].join('\n'), samples };
}

const read = (file: string): string => {
  try {
    return readFileSync(file, 'latin1');
  } catch {
    return '';
  }
};

test('a secret on stdin arrives, and shows in no process', async () => {
  const user = createUser();
  onTestFinished(user.remove);
  user.sudo('USER ALL=(ALL) ALL');
  const { secrets } = world;
  const become = { user: 'root', password: secrets.seal('become password', user.password) };
  const connection = await world.connect({ port: sshd.port, user: user.name, become });
  const file = join(world.dir, 'holds-the-secret');
  const token = secrets.seal('poison', POISON);
  const run = connection.run([
    { run: sh`cat > ${file}; cat ${file}; sleep 2; echo visible-in-arguments`, stdin: `<${token}>` },
    { run: joinSh([sh`sleep 2`, sh`cat`]), stdin: token },
    { run: sh`false`, stdin: token },
  ]);
  const { seen, samples } = await sampleProcesses(run);
  expect(readFileSync(file, 'utf8')).toBe(`<${POISON}>`);
  const said = (await run).map(({ stdout }) => stdout);
  expect(said).toEqual([`<${POISON}>visible-in-arguments\n`, POISON, '']);
  expect(said.map((text) => secrets.redact(text))).toEqual([`<${token}>visible-in-arguments\n`, token, '']);
  expect(samples).toBeGreaterThan(5);
  expect(seen).toContain('visible-in-arguments');
  for (const part of ['p0ison', Buffer.from(POISON).toString('base64').slice(0, 8), user.password]) {
    expect(seen).not.toContain(part);
  }
  await connection.close();
});

test('an answer that is a secret arrives as its token; another that has it in it arrives as it is, and is shown without', async () => {
  const connection = await world.connect({ port: sshd.port });
  const asks = [
    { run: sh`echo 'it is fresh-secret, see'; echo fresh-secret >&2` },
    { run: sh`echo fresh-secret`, seal: 'fresh' },
    { run: sh`true`, seal: 'absent' },
  ];
  const [other, sealed, empty] = await connection.ask(asks);
  const token = world.secrets.seal('fresh', 'fresh-secret');
  expect(sealed?.stdout).toBe(token);
  expect(empty?.stdout).toBe('');
  expect(other).toEqual({ code: 0, stdout: 'it is fresh-secret, see\n', stderr: 'fresh-secret\n' });
  expect(createRedact(world.secrets)(other)).toEqual({
    code: 0,
    stdout: `it is ${token}, see\n`,
    stderr: `${token}\n`,
  });
  await connection.close();
});

test('a host cannot forge a token to get a secret back', async () => {
  const connection = await world.connect({ port: sshd.port });
  const token = world.secrets.seal('real', 'a real secret');
  const octal = [...Buffer.from(token)].map((byte) => `\\${byte.toString(8).padStart(3, '0')}`).join('');
  const run = sh`printf ${octal}; printf ${octal} >&2`;
  for (const [said] of [await connection.ask([{ run }]), await connection.run([{ run }])])
    for (const text of [said?.stdout ?? '', said?.stderr ?? '']) {
      expect(text).toContain('real');
      expect(world.secrets.reveal(text)).not.toContain('a real secret');
    }
  await connection.close();
});

test('nor can what sshd says before anybody is logged in look like a secret', async () => {
  const banner = join(world.dir, 'banner');
  writeFileSync(banner, '\uE000ansible_password 12345678\uE001\n');
  const strict = await startSshd({ options: [`Banner ${banner}`, 'PasswordAuthentication no'] });
  onTestFinished(strict.stop);
  world.trust(strict);
  writeFileSync(strict.authorizedKeys, '');
  const failure = createRedact(world.secrets)(await failureOf(world.connect({ port: strict.port })));
  expect(failure.output).toContain('ansible_password 12345678');
  expect(showSecrets(JSON.stringify(failure))).not.toContain('<secret');
});

test('an answer that a job of the start-up file prints into is told of without any part of it', async () => {
  const user = createUser();
  onTestFinished(user.remove);
  // The first word comes before the answer begins, however late the job does.
  const noisy = 'echo beep; (for i in $(seq 400); do echo beep; sleep 0.05; done) &\n';
  for (const file of ['.bashrc', '.bash_profile']) writeFileSync(join(user.home, file), noisy);
  const connection = await world.connect({ port: sshd.port, user: user.name });
  const failure = await failureOf(connection.ask([{ run: sh`printf secret-; sleep 1; printf behind`, seal: 'key' }]));
  await connection.close();
  expect(failure.output).toContain('beep');
  expect(failure.output).toContain('printed into');
  const said = JSON.stringify(failure);
  for (const text of ['secret-behind', 'secret-'])
    expect(said).not.toContain(Buffer.from(text).toString('base64').slice(0, 8));
});

test('a secret is told nowhere in part, wherever the end of a long output begins', async () => {
  const user = createUser();
  onTestFinished(user.remove);
  const secret = 'a-secret-that-may-be-cut-in-two';
  world.secrets.seal('cut', secret);
  // More than is told; the part that is told begins within the secret.
  for (const file of ['.bashrc', '.bash_profile'])
    writeFileSync(
      join(user.home, file),
      `head -c 3000 /dev/zero | tr '\\0' x; echo ${secret}; head -c 3980 /dev/zero | tr '\\0' y; echo; exit 3\n`,
    );
  const connection = await world.connect({ port: sshd.port, user: user.name });
  const { output = '' } = await failureOf(connection.ask([{ run: sh`true` }]));
  await connection.close();
  expect(output).toContain('yyyy');
  expect(output).not.toMatch(/two|-cut-/);
});
