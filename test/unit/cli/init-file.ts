import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';

export const MAIN = fileURLToPath(new URL('./main-child.ts', import.meta.url));

export const newFolder = (): string => mkdtempSync(path.join(tmpdir(), 'umctl-init-'));

/** Runs `umctl init FILE` without a terminal. */
export const initFile = (file: string, flags: readonly string[]) =>
  spawnSync(process.execPath, [MAIN, 'init', file, ...flags], { encoding: 'utf8', input: '' });

/** What is below `all` in an inventory. */
export const writtenIn = (file: string) => parse(readFileSync(file, 'utf8')).all;
