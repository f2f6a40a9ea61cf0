import { expect, test } from 'vitest';
import { createProgram } from '../../../src/cli/program.ts';

const namesFor = (...argv: readonly string[]): readonly string[] =>
  createProgram(() => undefined, { argv, faults: [] }).commands.map((command) => command.name());

test('of all commands only the one that is typed is described', () => {
  const all = namesFor();
  expect(all).toContain('rotate-key');
  for (const name of all) expect(namesFor(name, '--help')).toEqual([name]);
});

test.each([[['--help']], [['help', 'plan']], [['plna']], [['constructor']]])('%j describes all of them', (argv) => {
  expect(namesFor(...argv)).toEqual(namesFor());
});
