import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Position, Problem } from '../../../src/core/errors.ts';
import { type Installed, install } from './installed.ts';

let project: Installed;
beforeAll(async () => {
  project = await install('modules');
  write('load.mjs', LOADER);
});
afterAll(() => project.remove());

/** Loads a playbook as the command line does, and prints what became of it. */
const LOADER = `
import { loadPlaybook } from './node_modules/umctl/dist/src/cli/load-playbook.js';
import { check } from './node_modules/umctl/dist/src/index.js';
const told = ({ plays }) => ({
  plays: plays.map(({ name, hosts, roles }) => ({ name, hosts, roles: roles.map((role) => role.name) })),
  sameUmctl: plays[0].check === undefined || plays[0].check === check,
});
const loaded = await loadPlaybook(process.argv[2]).then(({ playbook }) => told(playbook), ({ name, problems, message }) => ({ name, problems, message }));
console.log(JSON.stringify(loaded));
`;

function write(file: string, text: string): void {
  const where = path.join(project.folder, file);
  mkdirSync(path.dirname(where), { recursive: true });
  writeFileSync(where, text);
}

async function load(file: string): Promise<unknown> {
  const { stdout, stderr } = await project.run(process.execPath, ['load.mjs', file]);
  return stdout === '' ? stderr : JSON.parse(stdout);
}

const problemsOf = async (file: string): Promise<readonly Problem[]> =>
  ((await load(file)) as { readonly problems: readonly Problem[] }).problems;

const place = (file: string, line: number, column: number): Position => ({
  file: path.join(project.folder, file),
  line,
  column,
});

test('TypeScript with types, umctl, its roles, and a neighbour, in a folder whose package is CommonJS', async () => {
  write('own/package.json', '{ "type": "commonjs" }');
  write('own/roles.ts', `import type { AnyRole } from 'umctl';\nexport const none: readonly AnyRole[] = [];\n`);
  write(
    'own/playbook.ts',
    `import { check, definePlaybook, type Play } from 'umctl';
import heartbeat from 'umctl/roles/heartbeat';
import { none } from './roles.ts';
const play: Play = { name: 'mine', hosts: 'all:!n3', roles: [heartbeat, ...none], batch: '50%' };
export default definePlaybook({ plays: [{ ...play, check } as Play] });
`,
  );
  expect(await load('own/playbook.ts')).toEqual({
    plays: [{ name: 'mine', hosts: 'all:!n3', roles: ['heartbeat'] }],
    sameUmctl: true,
  });
});

test('JavaScript will do', async () => {
  write('plain.mjs', `export default { plays: [{ name: 'mine', hosts: 'all', roles: [] }] };`);
  expect(await load('plain.mjs')).toMatchObject({ plays: [{ name: 'mine' }] });
});

test('a file that is not there', async () => {
  expect(await problemsOf('nowhere.ts')).toEqual([{ message: 'nowhere.ts: no such file' }]);
});

test('a file of another kind', async () => {
  write('playbook.yaml', 'plays: []');
  expect(await problemsOf('playbook.yaml')).toEqual([
    { message: 'playbook.yaml: a playbook is a .ts, .mts, .js or .mjs file' },
  ]);
});

test('a playbook that throws says where', async () => {
  write('throws.ts', `type A = string;\n  throw new Error('my mistake');\n`);
  expect(await problemsOf('throws.ts')).toEqual([{ at: place('throws.ts', 2, 9), message: 'my mistake' }]);
});

test('what is no TypeScript, or more than types, says where', async () => {
  write('broken.ts', `export default {\n  plays: [[\n};\n`);
  write('enum.ts', `enum A { B }\nexport default A;\n`);
  expect(await problemsOf('broken.ts')).toMatchObject([{ at: { file: place('broken.ts', 0, 0).file, line: 3 } }]);
  expect(await problemsOf('enum.ts')).toMatchObject([{ at: { file: place('enum.ts', 0, 0).file, line: 1 } }]);
});

test('an import that is not there names who wanted it', async () => {
  write('lost.ts', `import heartbeat from 'umctl/roles/hartbeat';\nexport default { plays: [heartbeat] };\n`);
  const [problem] = await problemsOf('lost.ts');
  expect(problem?.message).toMatch(
    /^there is no 'umctl\/roles\/hartbeat'; umctl has umctl\/playbook and umctl\/roles\/…: heartbeat \(imported by .*lost\.ts\)$/,
  );
});

test('what is no playbook is told field by field', async () => {
  write('empty.ts', `export const plays = [];\n`);
  write('shape.ts', `export default { plays: [{ name: 'a', hosts: ['n1'], roles: [{ name: 'r' }], batch: 0 }] };\n`);
  expect(await problemsOf('empty.ts')).toMatchObject([
    { message: expect.stringContaining('empty.ts: no default export') },
  ]);
  expect((await problemsOf('shape.ts')).map(({ message }) => message.split(':').slice(0, 3).join(':'))).toEqual([
    'shape.ts: not a playbook: plays[0].hosts',
    'shape.ts: not a playbook: plays[0].roles[0].vars',
    'shape.ts: not a playbook: plays[0].roles[0].resources',
    'shape.ts: not a playbook: plays[0].batch',
  ]);
});
