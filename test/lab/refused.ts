import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Lab } from '../../lab/index.ts';
import { mistaken, mistakes } from './mistakes.ts';
import { umctl } from './umctl.ts';

/** What is said of wrong inventories of a lab's hosts, which are left as they are. */
export function refusals(lab: () => Lab): void {
  describe('a wrong inventory of hosts that could be reached', () => {
    test('has a right one for a control', async () => {
      const { code, stdout } = await umctl(['facts', lab().files.inventory]);
      expect([code, stdout]).toEqual([0, expect.stringContaining('gathering facts')]);
    });

    test.each(mistakes)('that $what is refused before any host is asked', async (mistake) => {
      const { text, place } = mistaken(await readFile(lab().files.inventory, 'utf8'), mistake);
      const file = join(lab().directory, 'wrong.yaml');
      await writeFile(file, text);
      const { code, stdout, stderr } = await umctl(['apply', file, '--yes']);
      expect(stderr).toContain(`${file}:${place}: `);
      expect(stderr).toMatch(mistake.says);
      expect([code, stdout]).toEqual([1, '']);
    });
  });
}
