import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Installed, install } from '../cli/installed.ts';
import { examples, PAGE, ROOT, writeExamples } from './examples.ts';

let project: Installed;
let run: ReturnType<typeof said>;
beforeAll(async () => {
  project = await install();
  writeExamples(project.folder);
  run = said('run-examples.ts');
  // It packs umctl and installs it.
}, 600_000);
afterAll(() => project?.remove());

/** What a program beside this file prints of the examples. */
const said = (program: string) =>
  JSON.parse(
    execFileSync(process.execPath, [path.join(import.meta.dirname, program), project.folder], { encoding: 'utf8' }),
  );

const RULE = 'ACTION=="add", SUBSYSTEM=="net", NAME=="eth0", ATTR{mtu}="9000"\n';

test('the page has an example of each kind, and every piece of TypeScript on it is one', () => {
  const page = readFileSync(path.join(ROOT, PAGE), 'utf8');
  expect([...examples().keys()]).toEqual(['mtu.ts', 'jumbo.ts', 'largest-mtu.ts', 'playbook.ts', 'time-servers.ts']);
  expect(page.match(/^```ts$/gm)).toHaveLength(examples().size);
});

test('a resource, a role, a fact and a hook of one’s own go through a run of each kind', () => {
  expect(run.roles.at(-1)).toBe('jumbo');
  expect(run.facts).toContain('  largest MTU    far0 65535');
  expect(run.planned).toMatchObject([
    { ...{ id: 'mtu eth0', title: 'MTU 9000 of eth0', impact: 'interrupts', restorable: 'no' } },
  ]);
  expect(run.planned[0].changes).toEqual([
    { field: 'atBoot', from: '# by an admin\n', to: RULE },
    { field: 'now', from: 1500, to: 9000 },
  ]);
  expect(run.tooLarge).toContain('eth0 can have an MTU of 65535 at most; 70000 is too much');
  expect(run.applied.done).toEqual(['n1 is in maintenance', 'n1 mtu eth0', 'n1 is monitored again']);
  expect(run.applied).toMatchObject({ exit: 0, file: RULE, link: expect.stringContaining(' mtu 9000 ') });
  expect([run.again, run.leftover]).toEqual([[], '']);
  const checks = run.verified.map(({ result }: { result: object }) => result);
  expect(checks).toMatchObject([{ name: 'n1: eth0 has its MTU' }, { name: 'n1: is as the inventory has it' }]);
  expect(JSON.stringify(checks)).not.toContain('complaint');
});

test('what such a resource replaces is kept, and restored', () => {
  expect(run.restored).toMatchObject({ exit: 0, file: '# by an admin\n', link: expect.stringContaining(' mtu 9000 ') });
});

test('a provider of one’s own is chosen for a host that fits, of a distribution of one’s own too', () => {
  const by = said('choose-provider.ts');
  expect(by.chrony).toEqual({
    ids: ['file /etc/chrony/sources.d/cluster.sources', 'service chrony'],
    content: 'server ntp1.example iburst\nserver ntp2.example iburst\n',
  });
  expect(by.timesyncd).toEqual({
    ids: ['file /etc/systemd/timesyncd.conf', 'service systemd-timesyncd'],
    content: '[Time]\nNTP=ntp1.example ntp2.example\n',
  });
  expect(by.neither.refused).toMatch(
    / with chrony or timesyncd only; here, the clock is set by another program, or by none$/,
  );
});

test('the types of the examples are right by what umctl publishes', async () => {
  writeFileSync(path.join(project.folder, 'package.json'), '{ "type": "module" }');
  const options = [
    '--noEmit',
    '--strict',
    '--exactOptionalPropertyTypes',
    '--noUncheckedIndexedAccess',
    '--skipLibCheck',
  ];
  const files = ['--module', 'nodenext', '--target', 'es2023', '--allowImportingTsExtensions', ...examples().keys()];
  const tsc = path.join(ROOT, 'node_modules/.bin/tsc');
  expect(await project.run(tsc, [...options, ...files])).toEqual({ code: 0, stdout: '', stderr: '' });
}, 300_000);
