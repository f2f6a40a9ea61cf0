import { cpSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ROOT } from '../docs/examples.ts';
import { type Installed, install } from './installed.ts';

let project: Installed;
beforeAll(async () => {
  project = await install();
  cpSync(path.join(ROOT, 'inventory.example.yaml'), path.join(project.folder, 'inventory.yaml'));
});
afterAll(() => project?.remove());

const IMPORTS = "import { clusterPlaybook, defineResource, defineRole, sh, z } from 'umctl';";
const role = (rest: string) => `defineRole({ name: 'mine', ${rest} })`;
const RIGHT = role('vars: z.object({}), resources: () => []');
const cluster = (options: string) => `export default clusterPlaybook({ ${options} });`;

test.each([
  ['an option is misspelt', cluster('role: []'), ':2:16: clusterPlaybook has no option "role"; did you mean "roles"?'],
  ['a list is none', cluster(`roles: ${RIGHT}`), 'clusterPlaybook: "roles" is not a list: write roles: [ … ]'],
  ['a stack is half', cluster('stack: { ha: {} }'), 'clusterPlaybook: "stack" needs `ha`, an HaStack, and `balancer`'],
  [
    'a resource type has no parse',
    "export default defineResource({ type: 'mtu', key: () => '', want: () => ({}), probe: () => sh`:`, apply: () => ({}) });",
    ':2:16: defineResource: the resource type "mtu" has no function "parse"',
  ],
  ['a role has no vars', cluster(`roles: [${role('resources: () => []')}]`), 'roles[7].vars: expected a zod schema'],
  ['a role is none', cluster('roles: [undefined]'), 'roles[7]: expected a role, made by defineRole'],
  [
    'a fact is half',
    cluster(`roles: [${role("vars: z.object({}), resources: () => [], facts: [{ id: 'a', ask: sh`:` }]")}]`),
    'roles[7].facts[0].parse: expected a function',
  ],
  [
    'a play is for a group that is misspelt',
    cluster(`after: [{ name: 'last', hosts: 'all:!directers', roles: [${RIGHT}] }]`),
    'the play "last" is for "directers", and no host or group has that name; did you mean "directors"?',
  ],
  [
    'a role has the name of another',
    cluster(`roles: [defineRole({ name: 'gateway', vars: z.object({}), resources: () => [] })]`),
    'two roles have the name "gateway", with different variables; give one of them another name',
  ],
])('%s: told before any host is asked', async (_, playbook, told) => {
  writeFileSync(path.join(project.folder, 'playbook.ts'), `${IMPORTS}\n${playbook}\n`);
  const { code, stdout, stderr } = await project.umctl('plan', 'inventory.yaml', '-p', 'playbook.ts');
  expect({ code, text: stdout + stderr }).toEqual({ code: 1, text: expect.stringContaining(told) });
});

test('a role that throws is told with its place, and not taken for a bug in umctl', async () => {
  const throws = role("vars: z.object({}), resources: () => [],\n  refuse: () => { throw new Error('my mistake'); }");
  writeFileSync(path.join(project.folder, 'playbook.ts'), `${IMPORTS}\n${cluster(`roles: [${throws}]`)}\n`);
  const { code, stderr } = await project.umctl('plan', 'inventory.yaml', '-p', 'playbook.ts');
  expect(code).toBe(3);
  expect(stderr).toMatch(/playbook\.ts:3:\d+: my mistake\nThe playbook failed there; correct it\.\n/);
});
