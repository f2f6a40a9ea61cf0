import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { lastLines } from '../../../lab/system/run.ts';
import { namesIn } from '../secrets/forms.ts';
import { onController, search } from '../secrets/watch.ts';
import { STATE } from '../umctl.ts';
import type { Act } from './story.ts';

/** `key: { generate: true }`, after the run that made it: its record is among those that are searched. */
export const generatedKey: Act = ({ lab, run }) => {
  test('the generated key is on the nodes only, the same and unreadable to others', async () => {
    const ask = "stat -c '%a %U %G' /etc/ha.d/authkeys; sed -n 's/^1 sha1 //p' /etc/ha.d/authkeys";
    const answers = await Promise.all(lab().hosts.map(async ({ name }) => (await lab().exec(name, ask)).stdout));
    expect(answers[0]).toMatch(/^600 root root\n[0-9a-f]{64}\n$/);
    expect(answers[1]).toBe(answers[0]);
    const keys = [{ name: 'key', value: answers[0]?.split('\n')[1] ?? '' }];

    const scratch = await mkdtemp(path.join(tmpdir(), 'umctl-generated-'));
    for (const [command, ...args] of [
      ['plan', '-vvv', '--out', path.join(scratch, 'plan')],
      ['verify', '--wait', '4m', '-vvv', '--json', '--junit', path.join(scratch, 'junit.xml')],
    ] as const) {
      const { code, stdout, stderr } = await run(command, ...args);
      expect([code, namesIn(stdout + stderr, keys)], `${command}: ${lastLines(stdout, 40)}`).toEqual([0, []]);
    }
    // Of a cluster that is well nothing is told.
    expect(await readFile(path.join(scratch, 'junit.xml'), 'utf8')).toMatch(/ failures="0" /);
    const places = [STATE, scratch];
    const look = async () => {
      const { lines, counts } = await search(onController, keys, places);
      const found = lines.filter((line) => places.some((place) => line.includes(` in ${place}`)));
      return { found, files: counts['files'] };
    };
    const { found, files } = await look();
    expect(found).toEqual([]);
    expect(files).toBeGreaterThan(5);
    await writeFile(path.join(scratch, 'control'), Buffer.from(`x${keys[0]?.value}`).toString('base64'));
    expect((await look()).found).toEqual([expect.stringContaining('/control')]);
    await rm(scratch, { recursive: true });
  });
};
