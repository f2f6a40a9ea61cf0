import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { sh } from '../../../../src/core/sh.ts';
import { atPlace } from '../../../../src/platform/providers/packages/at-place.ts';
import { packages } from '../../../../src/resources/package.ts';
import { script } from '../../../../src/resources/shell/script.ts';
import { type Node, openNode } from '../../resources/node.ts';

let node: Node;
beforeEach(async () => {
  node = await openNode();
  mkdirSync(node.root, { recursive: true });
});
afterEach(() => node.close());

const at = (...names: readonly string[]) => names.map((name) => join(node.root, name));

/** A package whose programs are in a place of their own, of a tool that brings a file, or fails. */
const wanted = (install: 'works' | 'fails') => {
  const [directory = '', there = ''] = at('place', 'lib64');
  const bring =
    install === 'works' ? sh`mkdir ${there}; cp /bin/true ${`${there}/daemon`}` : sh`fail "no such package"`;
  const tool = {
    probe: () => sh`[ ! -e ${there} ] || echo installed thing`,
    offers: sh`offers() { echo "offered thing"; }`,
    install: () => script(bring),
  };
  return packages({
    names: ['thing'],
    tool: atPlace(tool, { name: 'thing', program: 'daemon', directory, elsewhere: at('lib', 'lib64') }),
  });
};

test('a link leads to where the build has its programs', async () => {
  await node.converge(wanted('works'));
  expect(await node.given('readlink place')).toBe(`${join(node.root, 'lib64')}\n`);
});

test('what could not be installed ends it also in a shell that a failed subshell does not end', async () => {
  mkdirSync(join(node.root, 'lib'));
  writeFileSync(join(node.root, 'lib/daemon'), '', { mode: 0o755 });
  const [step] = await node.plan(wanted('fails'));
  // What bash before 4 makes of set -e.
  const text = `${step?.command.run.text}`
    .replace(/^\(set -eu$/m, 'set +e\n(set -eu')
    .replace(/^\)\n.*$/m, '$&; set -e');
  expect(text).toContain('set +e');
  expect(await node.run({ text })).toMatchObject({ code: 1, stderr: 'no such package\n' });
  expect(await node.given('ls')).toBe('lib\n');
});
