import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Lab, labProblem, labUp } from '../../lab/index.ts';
import { mistaken, mistakes } from './mistakes.ts';
import { umctl } from './umctl.ts';

const problem = await labProblem();

describe.skipIf(problem !== undefined)('a wrong inventory of hosts that could be reached', () => {
  let lab: Lab;
  beforeAll(async () => {
    lab = await labUp({ lab: 'test-refused', fresh: true });
  });
  afterAll(async () => {
    await lab?.down({ remove: true });
  });

  test('has a right one for a control', async () => {
    const { code, stdout } = await umctl(['facts', lab.files.inventory]);
    expect([code, stdout]).toEqual([0, expect.stringContaining('gathering facts')]);
  });

  test.each(mistakes)('that $what is refused before any host is asked', async (mistake) => {
    const { text, place } = mistaken(await readFile(lab.files.inventory, 'utf8'), mistake);
    const file = join(lab.directory, 'wrong.yaml');
    await writeFile(file, text);
    const { code, stdout, stderr } = await umctl(['apply', file, '--yes']);
    expect(stderr).toContain(`${file}:${place}: `);
    expect(stderr).toMatch(mistake.says);
    expect([code, stdout]).toEqual([1, '']);
  });
});
