import { afterAll, beforeAll, expect, test } from 'vitest';
import { sh } from '../../src/core/sh.ts';
import { observePath } from '../../src/resources/shell/observe.ts';
import { askScript } from '../../src/ssh/framing/ask-script.ts';
import { packed } from '../../src/ssh/framing/pack.ts';
import { type Sshd, startSshd } from './sshd.ts';
import { createWorld, type World } from './world.ts';

let world: World;
let without: Sshd;
beforeAll(async () => {
  world = createWorld();
  without = await startSshd({ enter: 'mount --bind /bin/false $(command -v gzip)' });
  world.trust(without);
});
afterAll(async () => {
  world?.remove();
  await without?.stop();
});

const LONG = 'x'.repeat(5_000);

test('what is asked of a director fits into what a link sends before it waits for an answer', () => {
  const questions = Array.from({ length: 40 }, (_, i) => {
    const { text } = observePath(`/etc/ha.d/file-${i}`, { contentAs: 'text', wanted: `${i}`, unless: `file 644 ${i}` });
    return { text, seconds: 20 };
  });
  const script = askScript('mark', questions);
  expect(script.length).toBeGreaterThan(100_000);
  expect(packed(script).length).toBeLessThan(10 * 1460);
});

test('a host without gzip is sent everything as it is, once it has said so', async () => {
  const connection = await world.connect({ port: without.port });
  const [answer] = await connection.ask([{ run: sh`printf %s ${LONG} | wc -c; gzip -h 2>&1 || echo none` }]);
  expect(answer?.stdout).toMatch(/^5000\nnone\n$/);
  const begun: string[] = [];
  const outputs = await connection.run([{ run: sh`wc -c; echo once >> ${`${without.dir}/run`}`, stdin: LONG }], {
    onOutput: (_, { stdout }) => begun.push(stdout),
  });
  expect([outputs[0]?.code, begun]).toEqual([0, ['5000\n']]);
  const [ran] = await connection.ask([{ run: sh`cat ${`${without.dir}/run`}` }]);
  expect(ran?.stdout).toBe('once\n');
  await connection.close();
});
