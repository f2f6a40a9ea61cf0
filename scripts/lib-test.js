// Runs the unit (quick and slow), ssh, oracle and lab tests (under the pinned Node.js), and says plainly what became of them.
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { labProblem } from '../lab/index.ts';
import { runThrough } from './lib-run.js';
import { ensureTestTools } from './lib-test-tools.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const report = join(root, '.vitest/json/output.json');

async function main(args) {
  const lacking = await ensureTestTools();
  if (lacking)
    process.stderr.write(`the ssh tests, those of LVSDirector and of the drill's report will fail: ${lacking}\n`);
  const chosen = args.some((arg) => arg.startsWith('--project')) ? [] : ['unit', 'slow', 'ssh', 'oracle', 'lab'];
  const problem = chosen.includes('lab') ? await labProblem() : undefined;
  if (problem && process.env.CI === 'true') throw new Error(`${problem}\nin CI that is a failure`);
  const projects = chosen
    .filter((project) => project !== 'lab' || !problem)
    .flatMap((project) => ['--project', project]);
  if (problem) process.stdout.write(`${problem}\nthe lab tests are skipped\n`);
  rmSync(report, { force: true });
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const vitest = join(root, 'node_modules/vitest/vitest.mjs');
  const status = await runThrough(process.execPath, [vitest, 'run', ...projects, ...reporters, ...args]);
  // An interrupted run leaves no report.
  if (existsSync(report)) process.stdout.write(`${summary(JSON.parse(readFileSync(report, 'utf8')))}\n`);
  if (problem) process.stdout.write(`not run: the lab tests (${problem})\n`);
  return status;
}

/** One plain line from vitest's JSON report. A file that could not even be loaded counts as one failed test. */
function summary(result) {
  const broken = result.testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0);
  const failed = result.numFailedTests + broken.length;
  return `${result.numPassedTests} passed, ${failed} failed, ${result.numPendingTests + result.numTodoTests} skipped`;
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
