import { beforeAll, expect, test, vi } from 'vitest';
import type { Decided } from './decide.ts';

type Modules = {
  readonly resource: typeof import('../../../src/core/resource.ts');
  readonly command: typeof import('../../../src/resources/command.ts');
};

/** umctl as it is, and one in which every title that people read is another, and so is every name of a command that has a key. */
let asItIs: Decided;
let reworded: Decided;
beforeAll(async () => {
  asItIs = await (await import('./decide.ts')).decide();
  vi.resetModules();
  vi.doMock('../../../src/core/resource.ts', async (original) => {
    const actual = await original<Modules['resource']>();
    const defineResource: typeof actual.defineResource = (type) =>
      actual.defineResource({ ...type, title: (params) => `another word for ${type.key(params)}` });
    return { ...actual, defineResource };
  });
  vi.doMock('../../../src/resources/command.ts', async (original) => {
    const actual = await original<Modules['command']>();
    const command: typeof actual.command = ({ name, key = name, ...rest }, relations) =>
      actual.command({ ...rest, key, name: 'another word' }, relations);
    return { ...actual, command };
  });
  reworded = await (await import('./decide.ts')).decide();
}, 300_000);

test('another title of every resource changes no plan, hook, restore, record or status', () => {
  expect(reworded.decisions).toEqual(asItIs.decisions);
});

test('the titles were others indeed, and hooks had something to decide', () => {
  expect(asItIs.titles.length).toBe(reworded.titles.length);
  expect(asItIs.titles.filter((title, i) => title === reworded.titles[i])).toEqual([]);
  expect(asItIs.operations).toBeGreaterThan(10);
});
