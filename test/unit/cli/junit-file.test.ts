import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Command } from 'commander';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { junitFile } from '../../../src/cli/junit-file.ts';
import { EXIT } from '../../../src/core/errors.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'umctl-junit-'));
});
afterEach(() => rm(folder, { recursive: true }));

it('a check that was right at once still has the time that asking took', async () => {
  const file = path.join(folder, 'junit.xml');
  const { hear, save } = junitFile(new Command('verify'), file);
  hear({ type: 'phase', phase: 'verify', hosts: ['n1'] });
  await pause(60);
  hear({ type: 'check', result: { name: 'n1: serves', hosts: ['n1'], evidence: [], milliseconds: 0 } });
  await save({ command: 'verify', exit: EXIT.done, hosts: [], checks: { passed: 1, failed: 0 }, milliseconds: 60 });
  const [, time] = /name="n1: serves" time="([\d.]+)"/.exec(await readFile(file, 'utf8')) ?? [];
  expect(Number(time)).toBeGreaterThanOrEqual(0.059);
});
