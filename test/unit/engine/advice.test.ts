import { expect, test } from 'vitest';
import { advice } from '../../../src/engine/run/advice.ts';

const after = (stderr: string, code = 1): string => advice({ code, stdout: '', stderr });

test.each([
  ['cat: write error: No space left on device', 'df -h'],
  ['sh: 32: printf: printf: I/O error', 'df -h'],
  ["mkdir: cannot create directory '/srv/x': Read-only file system", 'findmnt'],
  ['sh: 1: Cannot fork: Cannot allocate memory', 'free -m'],
  ['cp: error writing x: Disk quota exceeded', 'df -h'],
  ['Out of memory: Killed process 1 (x)', 'free -m'],
  ['nginx: configuration file test failed', 'Fix the cause'],
])('%s: %s', (said, advised) => {
  expect(after(said)).toContain(advised);
  expect(after(said)).toContain('run it again');
});

test('a step whose time was up is told as that', () => {
  expect(after('', 124)).toMatch(/^It ran out of time/);
});

test('what a step says on stdout counts, too, and more than that its time was up', () => {
  expect(advice({ code: 124, stdout: 'write: No space left on device', stderr: '' })).toContain('df -h');
});

test('a host on which others are at work is waited for', () => {
  expect(after('process 7 (apt-get upgrade) lets go of /var/lib/dpkg/lock', 75)).toMatch(/still at work.*run it again/);
});
