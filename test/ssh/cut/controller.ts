import { readFileSync } from 'node:fs';
import { applyVersion } from './apply.ts';

/** umctl in a process of its own, which is killed at the moment of the given number, counted from 1. */
const { version, way, at } = JSON.parse(readFileSync(0, 'utf8'));
let count = 0;
const summary = await applyVersion(version, way, (moment) => {
  if (!moment.startsWith('after ') && ++count === at) process.kill(process.pid, 'SIGKILL');
});
process.exitCode = summary.exit;
