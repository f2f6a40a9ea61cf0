import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { notifyProgram } from '../../../../../roles/keepalived/director/program.ts';
import { sh } from '../../../../../src/core/sh.ts';

test.each(['dash', 'bash'])('the parts of umctl-notify are one program for %s', (shell) => {
  const program = notifyProgram({ shutsDown: sh`false` });
  expect(program.startsWith('#!/bin/sh\n')).toBe(true);
  expect(execFileSync(shell, ['-n'], { input: program, encoding: 'utf8', stdio: 'pipe' })).toBe('');
});
