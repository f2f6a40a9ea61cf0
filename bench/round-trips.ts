/**
 * What 28 questions to a host cost, over a real OpenSSH server on this machine, each way in turn and side by side:
 * one `ssh` for all (the floor), umctl's one exchange, and one `ssh` a question over a shared connection
 * (ControlPersist), which is how tools work that ask task by task. `node bench/round-trips.ts [ROUNDS]`; needs root.
 */
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { sh } from '../src/core/sh.ts';
import { startSshd } from '../test/ssh/sshd.ts';
import { createWorld } from '../test/ssh/world.ts';

const QUESTIONS = 28;
const rounds = Number(process.argv[2] ?? 5);
const question = (i: number): string => `stat -c %a /etc/passwd && echo ${i}`;
const all = Array.from({ length: QUESTIONS }, (_, i) => i);

const sshd = await startSshd();
const world = createWorld();
world.trust(sshd);
const ssh = (options: readonly string[], command: string): string =>
  execFileSync(
    'ssh',
    ['-F', world.configFile, '-i', world.key, '-p', String(sshd.port), ...options, 'root@127.0.0.1', command],
    { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] },
  );
const shared = ['-o', 'ControlMaster=auto', '-o', `ControlPath=${join(world.dir, 'master')}`, '-o', 'ControlPersist=5'];

const ways: Readonly<Record<string, () => unknown>> = {
  'one ssh for all': () => ssh([], all.map((i) => question(i)).join('\n')),
  'umctl, one exchange': async () => {
    const connection = await world.connect({ port: sshd.port });
    await connection.ask(all.map((i) => ({ run: sh`stat -c %a /etc/passwd && echo ${i}` })));
    await connection.close();
  },
  'one ssh a question, shared connection': () => {
    for (const i of all) ssh(shared, question(i));
    ssh([...shared, '-O', 'exit'], '');
  },
};

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;
try {
  const times = new Map(Object.keys(ways).map((name) => [name, [] as number[]]));
  for (const warm of [true, ...Array.from({ length: rounds }, () => false)])
    for (const [name, way] of Object.entries(ways)) {
      const start = performance.now();
      await way();
      if (!warm) times.get(name)?.push(performance.now() - start);
    }
  const floor = median(times.get('one ssh for all') ?? []);
  console.log(`${QUESTIONS} questions to 127.0.0.1, median of ${rounds} rounds, side by side`);
  for (const [name, values] of times)
    console.log(
      `${name.padEnd(40)} ${median(values).toFixed(0).padStart(6)} ms  x${(median(values) / floor).toFixed(1)}`,
    );
} finally {
  world.remove();
  await sshd.stop();
}
