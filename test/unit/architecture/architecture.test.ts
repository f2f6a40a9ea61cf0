import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { ROOT, type Source, sourcesOf } from './sources.ts';

const sources = sourcesOf('src', 'roles', 'playbooks', 'lab', 'test', 'bench', 'scripts', 'bin');

/** What roles write on hosts. */
const templates = readdirSync(path.join(ROOT, 'roles'), { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ejs'))
  .map((file) => ({ file: path.join('roles', file), text: readFileSync(path.join(ROOT, 'roles', file), 'utf8') }));

const under = (...folders: readonly string[]): readonly Source[] =>
  sources.filter(({ file }) => folders.some((folder) => file.startsWith(`${folder}/`)));

/** The imports that break a rule, as `file imports module`. */
const breaches = (files: readonly Source[], forbidden: (module: string) => boolean): readonly string[] =>
  files.flatMap(({ file, imports }) => imports.filter(forbidden).map((module) => `${file} imports ${module}`));

test('the test sees the sources and their imports', () => {
  expect(sources.length).toBeGreaterThan(50);
  expect(breaches(under('src/engine'), (module) => module === 'src/core/plan.ts')).not.toEqual([]);
});

test('core imports core and pure libraries only', () => {
  const pure = ['zod', 'ejs', 'ipaddr.js', 'node:crypto', 'node:url', 'node:fs'];
  const allowed = (module: string): boolean => module.startsWith('src/core/') || pure.includes(module);
  expect(breaches(under('src/core'), (module) => !allowed(module))).toEqual([]);
  const readers = under('src/core').filter(({ imports }) => imports.includes('node:fs'));
  expect(readers.map(({ file }) => file)).toEqual(['src/core/template.ts']);
});

test('resources and roles do no I/O', () => {
  const effects = (module: string): boolean =>
    (module.startsWith('node:') && !['node:crypto', 'node:url'].includes(module)) ||
    /^src\/(engine|ssh|cli|output|inventory)\//.test(module);
  expect(breaches(under('src/resources', 'src/platform', 'roles', 'playbooks'), effects)).toEqual([]);
});

test('roles and playbooks know what hosts can do, and neither distributions nor how they do it', () => {
  const inside = (module: string): boolean =>
    module.startsWith('src/platform/') && !module.startsWith('src/platform/capabilities/');
  expect(breaches(under('roles', 'playbooks'), inside)).toEqual([]);
});

test('only src/ssh knows ssh libraries, and only the listr view knows listr2', () => {
  const elsewhere = sources.filter(({ file }) => !/^(src\/ssh|test|bench|lab\/access)\//.test(file));
  expect(breaches(elsewhere, (module) => ['ssh2', 'node-ssh'].includes(module))).toEqual([]);
  const others = sources.filter(({ file }) => !/^(src\/output\/listr|test\/)/.test(file));
  expect(breaches(others, (module) => module === 'listr2')).toEqual([]);
});

test('what umctl prints has one way out, which escapes what terminals obey', () => {
  const prints = under('src').filter(({ text }) => /\bconsole\.\w+\(|process\.std(out|err)\.write\(/.test(text));
  expect(prints.map(({ file }) => file)).toEqual([]);
});

test('what is published imports nothing of the lab or the tests', () => {
  expect(breaches(under('src', 'roles', 'playbooks'), (module) => /^(lab|test|bench)\//.test(module))).toEqual([]);
});

test('no distribution or tool of one is named outside src/platform', () => {
  const distributions = /debian|bookworm|trixie|ubuntu|fedora|centos|red ?hat|rhel|alma(linux)?|rocky/;
  const tools =
    /apt-get|apt-cache|dpkg|dpkg-query|update-rc\.d|yum|dnf|rpm|chkconfig|systemctl|hostnamectl|ifup|nmcli|NetworkManager|netplan|network-scripts/;
  const named = new RegExp(`(?<![\\w-])(${distributions.source}|${tools.source})(?![\\w-])`, 'i');
  // What a host is, in words of its own; what breaks it from outside; software.ts, which has its packages' names; and what
  // playbooks make distributions of their own from; and ends of names that Ansible leaves out.
  const mayName = [...['src/cluster/drill/shell.ts', 'src/index.ts'], 'src/inventory/source/rules.ts'];
  const code = (text: string): string => text.replace(/\/\*[\s\S]*?\*\/|\/\/.*$|^\s*#.*$/gm, '');
  const files = [...under('src', 'roles', 'playbooks'), ...templates].filter(
    ({ file }) => !file.startsWith('src/platform/') && !file.endsWith('/software.ts') && !mayName.includes(file),
  );
  expect(templates.length).toBeGreaterThan(10);
  expect(files.filter(({ text }) => named.test(code(text))).map(({ file }) => file)).toEqual([]);
});

test("no stack's program, file or term is named outside its folder", () => {
  const stack =
    /heartbeat|ldirectord|haresources|ha\.cf|authkeys|LVSDirector|cl_status|ha\.d\b|hb_standby|IPaddr2|keepalived/i;
  const mayName = new Map([
    ['playbooks/cluster.ts', "the stack of umctl's playbook is chosen here"],
    ['src/cluster/services/section.ts', 'the name of a section of inventories, which every stack reads'],
    ['src/inventory/example/answers.ts', "asks for a variable of inventory.example.yaml, umctl's own"],
    ['src/cli/plan.ts', 'an example of a role in its help'],
    ['src/cli/program.ts', 'what umctl says of itself'],
  ]);
  const files = [...under('src', 'roles', 'playbooks'), ...templates].filter(
    ({ file }) => !/^roles\/(heartbeat|ldirectord|keepalived)\//.test(file),
  );
  expect(files.length).toBeGreaterThan(400);
  const named = files.flatMap(({ file, text }) => (stack.test(text) ? [file] : []));
  expect(named.sort()).toEqual([...mayName.keys()].sort());
});

test('only the playbook knows which stack there is', () => {
  const ofStack = (module: string): boolean => /^roles\/(heartbeat|ldirectord|keepalived)\//.test(module);
  const others = under('src', 'roles', 'playbooks').filter(
    ({ file }) => !ofStack(file) && file !== 'playbooks/cluster.ts',
  );
  expect(breaches(others, ofStack)).toEqual([]);
});

test('no file is longer than 200 lines, and the median stays small', () => {
  expect(sources.filter(({ lines }) => lines > 200).map(({ file, lines }) => `${file} ${lines}`)).toEqual([]);
  const sorted = under('src', 'roles', 'playbooks')
    .map(({ lines }) => lines)
    .sort((a, b) => a - b);
  expect(sorted[Math.floor(sorted.length / 2)]).toBeLessThanOrEqual(80);
});

test('nothing is kept in /run where there may be none: EL 5 and 6 have /var/run only', () => {
  // What systemd, netplan, ostree, ifupdown of Debian or LVSDirector, which takes systemd, has there, and what may be elsewhere as well.
  const elsewhere =
    /\/run\/(systemd|netplan|NetworkManager|network\/ifstate|ostree-booted|lvs-director|umctl\.\?)|\/run\/\*\)/;
  const shell = [...under('src', 'roles'), ...templates.filter(({ file }) => !file.includes('lvs-director'))];
  const found = shell.flatMap(({ file, text }) =>
    text
      .split('\n')
      .filter(
        (line) =>
          /(?<!\/var)\/run\/[a-z*]/.test(line) && !/^\s*(\*|\/[/*])|^import /.test(line) && !elsewhere.test(line),
      )
      .map((line) => `${file}: ${line.trim()}`),
  );
  expect(found).toEqual([]);
});

test('a test of the lab that fails for an exit code tells what was said', () => {
  // Each form shows nothing but the two numbers.
  const bare = /(?<!\.not)\.toMatchObject\(\{ code: [^,]*\}\)|\.code\)\.toBe\(|expect\(code\)\.toBe\(/;
  const files = under('test/lab', 'test/long');
  expect(files.length).toBeGreaterThan(50);
  const found = files.flatMap(({ file, text }) =>
    text.split('\n').flatMap((line) => (bare.test(line) ? [`${file}: ${line.trim()}`] : [])),
  );
  expect(found).toEqual([]);
});
