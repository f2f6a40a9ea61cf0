import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, chownSync, lchownSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { InputError } from '../../../src/core/errors.ts';
import { membersFile, readMembers, writeMembers } from '../../../src/records/members.ts';
import { readOnlyOurs } from '../../../src/records/only-ours.ts';
import { readRecord, readRecords } from '../../../src/records/read.ts';
import { newRunId } from '../../../src/records/run-id.ts';
import { runsDirectory } from '../../../src/records/state-directory.ts';
import { openRecord } from '../../../src/records/write.ts';
import { isRoot } from '../is-root.ts';

let base: string;
let runs: string;
let members: string;
const id = newRunId();
const by = { run: id, user: 'al', controller: 'c', machine: '', boot: '', pid: 1, started: '', since: '', message: '' };
const inventory = { file: '/i.yaml', digest: 'abcd' };
const record = () => openRecord(runs, { format: 1, command: 'apply', version: '1', by, inventory });
beforeEach(() => {
  base = mkdtempSync(path.join(tmpdir(), 'umctl-ours-'));
  runs = runsDirectory({ XDG_STATE_HOME: base });
  members = membersFile('inventory.yaml', runs);
});
afterEach(() => rmSync(base, { recursive: true, force: true }));

const NOBODY = 65_534;

test('what nobody else can have written is read', () => {
  record().hear({ type: 'warning', message: 'x' });
  writeMembers(members, 'inventory.yaml', [{ name: 'n1', connection: { host: 'n1', sshOptions: {} } }]);
  expect(readRecord(runs, id)?.events).toHaveLength(1);
  expect(readMembers(members).map(({ name }) => name)).toEqual(['n1']);
});

test.runIf(isRoot).each([
  ['umctl', () => chmodSync(path.join(base, 'umctl'), 0o777)],
  ['runs', () => chmodSync(runs, 0o770)],
  ['the run', () => chownSync(path.join(runs, id), NOBODY, NOBODY)],
  ['run.json', () => chmodSync(path.join(runs, id, 'run.json'), 0o606)],
  ['events.jsonl', () => chownSync(path.join(runs, id, 'events.jsonl'), NOBODY, NOBODY)],
])('a record is not read where others can write %s, and its name is told', (_, loosen) => {
  record().hear({ type: 'warning', message: 'x' });
  loosen();
  for (const read of [() => readRecord(runs, id), () => readRecords(runs)]) {
    expect(read).toThrow(InputError);
    expect(read).toThrow(/umctl.*(others may write to it \(mode 0\d{3}\)|belongs to user id 65534)/);
  }
});

test.runIf(isRoot)('who is in a cluster, and by which way, is not believed from others', () => {
  writeMembers(members, 'inventory.yaml', []);
  chmodSync(members, 0o620);
  expect(() => readMembers(members)).toThrow('others may write to it (mode 0620)');
  chmodSync(members, 0o600);
  chownSync(path.dirname(members), NOBODY, NOBODY);
  expect(() => readMembers(members)).toThrow('clusters: belongs to user id 65534');
});

test.runIf(isRoot).each([
  ['that anybody may write to', (folder: string) => chmodSync(folder, 0o777)],
  ["that is somebody else's", (folder: string) => chownSync(folder, NOBODY, NOBODY)],
])('nothing is kept in a directory %s, whoever made it beforehand', (_, loosen) => {
  const folder = path.join(base, 'umctl');
  mkdirSync(folder);
  loosen(folder);
  expect(record).toThrow(InputError);
  expect(() => writeMembers(members, 'inventory.yaml', [])).toThrow(InputError);
});

test.runIf(isRoot)('nor behind a link that is somebody else’s', () => {
  const elsewhere = path.join(base, 'elsewhere');
  for (const folder of [elsewhere, path.join(base, 'umctl')]) mkdirSync(folder, { mode: 0o700 });
  symlinkSync(elsewhere, runs);
  expect(readRecords(runs)).toEqual([]);
  lchownSync(runs, NOBODY, NOBODY);
  expect(record).toThrow('runs: belongs to user id 65534');
});

test.runIf(isRoot)('what root wrote is read by a user', () => {
  chmodSync(base, 0o755);
  const file = path.join(base, 'plan');
  writeFileSync(file, 'of root', { mode: 0o644 });
  process.seteuid?.(NOBODY);
  try {
    expect(readOnlyOurs(file)).toBe('of root');
  } finally {
    process.seteuid?.(0);
  }
});

test('what is not a regular file is refused, and a FIFO is not waited for', () => {
  const fifo = path.join(base, 'fifo');
  execFileSync('sh', ['-c', 'umask 077; mkfifo "$0"', fifo]);
  const module = new URL('../../../src/records/only-ours.ts', import.meta.url);
  const code = `import { readOnlyOurs } from ${JSON.stringify(module)}; readOnlyOurs(${JSON.stringify(fifo)})`;
  // In a process of its own: to wait for a FIFO holds the whole process.
  const { stderr, signal } = spawnSync(process.execPath, ['--input-type=module', '-e', code], {
    encoding: 'utf8',
    timeout: 20_000,
  });
  expect({ stderr, signal }).toEqual({ stderr: expect.stringContaining('fifo: is not a regular file'), signal: null });
});
