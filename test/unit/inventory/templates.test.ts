import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { type AllMade, differences, makeVariables, refused } from './made-variables.ts';

const fixtures = path.join(import.meta.dirname, 'fixtures/templates');

/** What ansible-core 2.14 made of the variables of FILE.yaml; test/oracle asks it again. */
const answers = (name: string): AllMade => JSON.parse(readFileSync(path.join(fixtures, `${name}.json`), 'utf8'));

const make = (name: string) => {
  const names = [...new Set(Object.values(answers(name)).flatMap((variables) => Object.keys(variables)))];
  return makeVariables({ sources: [path.join(fixtures, `${name}.yaml`)], names, playbookDir: fixtures });
};

test('variables that ask for other variables, other hosts and groups come to what Ansible makes of them', async () => {
  const made = await make('hosts');
  expect(differences(answers('hosts'), made)).toEqual([]);
  // Ansible puts templates of other hosts in unfilled.
  expect(new Set(refused(answers('hosts'), made).map((line) => line.split(' ')[1]))).toEqual(
    new Set(['addresses:', 'hosts_file:', 'nested_hostvars:']),
  );
});

test('addresses are what ansible.utils.ipaddr makes of them, or are refused', async () => {
  const made = await make('addresses');
  expect(differences(answers('addresses'), made)).toEqual([]);
  expect(refused(answers('addresses'), made).length).toBeLessThan(40);
});

test('groups of items, and variables by their names, come to what Ansible makes of them, or are refused', async () => {
  const made = await make('more');
  expect(differences(answers('more'), made)).toEqual([]);
  expect(refused(answers('more'), made).map((line) => line.split(' ')[1])).toEqual(['made_018:']);
});

test('batches, products, YAML within texts and items of lookups come to what Ansible makes of them, or are refused', async () => {
  const made = await make('pieces');
  expect(differences(answers('pieces'), made)).toEqual([]);
  // Batches of no size, and a date.
  expect(refused(answers('pieces'), made).map((line) => line.split(' ')[1])).toEqual(['made_021:', 'made_025:']);
});

test('blocks, comments and blanks around them come to what Ansible makes of them, or are refused', async () => {
  const made = await make('blocks');
  expect(differences(answers('blocks'), made)).toEqual([]);
  expect(refused(answers('blocks'), made).length).toBeLessThan(20);
});

test('hundreds of templates come to what Ansible makes of them, or are refused', async () => {
  const made = await make('random');
  expect(differences(answers('random'), made)).toEqual([]);
  expect(refused(answers('random'), made).length).toBeLessThan(30);
  expect(Object.keys(made['h'] ?? {}).length).toBeGreaterThan(600);
});
