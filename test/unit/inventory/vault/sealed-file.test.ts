import { expect, test } from 'vitest';
import { showProblem } from '../../../../src/core/errors.ts';
import { createSecrets } from '../../../../src/core/secrets.ts';
import { yamlReader } from '../../../../src/inventory/vault/read-yaml.ts';
import { refuseTemplate, templatesIn } from '../../../../src/inventory/yaml/template.ts';

/** Reads `text` as what a vaulted file holds. */
const read = (text: string) =>
  yamlReader({ open: () => ({ text }) }, createSecrets())('vault.yml', '$ANSIBLE_VAULT;1.1;AES256\n');

test.each([
  ['not YAML', 'a: 1\nhush: "hush\n', 2],
  ['an unknown tag', 'hush: !hush hush\n', 1],
  ['a number that is none', 'a: !!int hush\n', 1],
  ['an unknown anchor', 'a: *hush\n', 1],
])('what is wrong in a vaulted file is told without its text: %s', (_, text, line) => {
  const lines = read(text).problems.map(showProblem);
  expect(lines).toEqual([
    expect.stringMatching(`^vault\\.yml:${line}:\\d+: the vaulted text cannot be read from here`),
  ]);
  expect(lines.join()).not.toContain('hush');
});

test('that a name stands in it twice is told without the name', () => {
  expect(read('hush: 1\nhush: 2\n').warnings?.map(showProblem)).toEqual([
    expect.stringMatching(/^vault\.yml:2:1: a name in the vaulted text stands there twice, and the last one counts/),
  ]);
});

test('a value that is vaulted once more has no value, and is not shown', () => {
  const [found] = templatesIn(read('a: !vault hush\n').root?.value);
  expect(found && refuseTemplate(found.template)).toBe('vaulted twice');
  expect(JSON.stringify(found?.template)).not.toContain('hush');
});

test('a template in it is refused without its text', () => {
  const [found] = templatesIn(read('a: "{{ hush }}"\n').root?.value);
  expect(found && refuseTemplate(found.template)).toMatch(/^found the Jinja template "\{\{ … \}\}"/);
});
