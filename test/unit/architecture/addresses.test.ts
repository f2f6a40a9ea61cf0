import { expect, test } from 'vitest';
import { type Source, sourcesOf } from './sources.ts';

const isInside = ({ file }: Source): boolean => file.startsWith('src/core/address/');

test('one folder knows the library for addresses', () => {
  const all = sourcesOf('src', 'roles', 'playbooks', 'lab', 'test', 'bench', 'scripts', 'bin');
  const importers = all.filter(({ imports }) => imports.includes('ipaddr.js'));
  expect(importers.filter((one) => !isInside(one)).map(({ file }) => file)).toEqual([]);
  expect(importers.length).toBeGreaterThan(1);
});

/** Ways to take addresses apart, or to put them together, that hold for IPv4 only. */
const BY_HAND: Readonly<Record<string, RegExp>> = {
  'cuts at a colon or slash': /\.(split|indexOf|lastIndexOf)\((['"])[:/]\2/,
  'looks for a colon': /\.includes\((['"]):\1\)/,
  'writes a prefix of IPv4': /\/32(?!\d)/,
  'reads four decimal parts': /\\d\S*\\\.\S*\{3\}/,
  'knows addresses of this host by their digits': /startsWith\((['"])127\./,
  'puts a port behind an address': /\$\{[\w.]*(address|ip)\}:(\$\{|\d)/i,
};

/** What is no address: numbers in base 60; files of ssh, which have names there too. */
const OTHERWISE = ['src/inventory/yaml/plain.ts', 'src/ssh/known-hosts.ts'];

const code = (text: string): string => text.replace(/\/\*[\s\S]*?\*\/|(?<!:)\/\/.*$/gm, '');

test('addresses are taken apart and put together in one folder', () => {
  const files = sourcesOf('src', 'roles', 'playbooks').filter((one) => !isInside(one) && !OTHERWISE.includes(one.file));
  const found = files.flatMap(({ file, text }) =>
    code(text)
      .split('\n')
      .flatMap((line) =>
        Object.entries(BY_HAND).flatMap(([what, how]) => (how.test(line) ? [`${file} ${what}: ${line.trim()}`] : [])),
      ),
  );
  expect(found).toEqual([]);
});
