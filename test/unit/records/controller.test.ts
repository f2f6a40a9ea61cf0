import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, test } from 'vitest';
import { describeSelf, isGone, isRunning } from '../../../src/records/controller.ts';
import { startedOf } from '../../../src/records/processes.ts';

const self = describeSelf('20261123T054512Z-3f2a9c', 'umctl apply x');

async function endedProcess(): Promise<{ readonly pid: number; readonly started: string }> {
  const child = spawn('sleep', ['60']);
  await once(child, 'spawn');
  const pid = child.pid ?? 0;
  const started = startedOf(pid);
  child.kill('SIGKILL');
  await once(child, 'exit');
  return { pid, started };
}

test('a process says who it is', () => {
  expect(self).toMatchObject({ pid: process.pid, started: expect.stringMatching(/^\d+$/) });
  expect(self.boot).toMatch(/^[0-9a-f-]{36}$/);
});

test('a run whose process is there is not gone; one whose process ended is', async () => {
  expect(isGone(self, self)).toBe(false);
  expect(isRunning({ ...self, machine: 'm' }, { ...self, machine: 'm' })).toBe(true);
  const other = { ...self, machine: 'm', ...(await endedProcess()) };
  expect(isGone(other, { ...self, machine: 'm' })).toBe(true);
  expect(isRunning(other, { ...self, machine: 'm' })).toBe(false);
});

test('another process under its number does not keep it alive, nor does a reboot of the controller', () => {
  const here = { ...self, machine: 'm' };
  expect(isGone({ ...here, started: '1' }, here)).toBe(true);
  expect(isGone({ ...here, boot: 'before' }, here)).toBe(true);
});

test('of what runs on another controller, or cannot be told apart, nothing is known', async () => {
  const other = { ...self, machine: 'm', ...(await endedProcess()) };
  expect(isGone(other, { ...self, machine: 'another' })).toBe(false);
  expect(isGone(other, { ...self, machine: 'm', controller: 'another' })).toBe(false);
  expect(isGone({ ...other, machine: '' }, { ...self, machine: '' })).toBe(false);
  expect(isGone({ ...other, boot: '' }, { ...self, machine: 'm' })).toBe(false);
  for (const unknown of [
    { ...self, machine: 'other' },
    { ...self, boot: '' },
    { ...self, machine: '' },
  ])
    expect(isRunning(unknown, { ...self, machine: 'm' })).toBe(false);
});
