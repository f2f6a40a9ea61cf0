// Runs the unit, ssh, oracle and lab tests (under the pinned Node.js), and says plainly what became of them.
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { labProblem } from '../lab/index.ts';
import { ensureTools } from '../lab/preflight/tools.ts';
import { runThrough } from './lib-run.js';

const root = fileURLToPath(new URL('..', import.meta.url));
/** What the ssh tests run: a real server, on a port and with keys of their own, and real ways to become another user. */
const sshTools = { ssh: 'openssh-client', sshd: 'openssh-server', sudo: 'sudo', doas: 'opendoas' };
/** What nodes ask the segment with, in the unit tests that run it. */
const segmentTools = { arping: 'iputils-arping', ping: 'iputils-ping' };
/** What reads the configurations that umctl writes, and what its checks ask with, in their unit tests. */
const stackPrograms = { keepalived: 'keepalived', openssl: 'openssl' };
/** Firewalls that the unit tests run, each in a network namespace of its own. */
const firewalls = {
  firewalld: 'firewalld',
  'dbus-daemon': 'dbus-daemon',
  nft: 'nftables',
  ufw: 'ufw',
  iptables: 'iptables',
};
/** What gives files more than a mode, in the unit tests of resources. */
const attributeTools = { setfacl: 'acl', setfattr: 'attr', setcap: 'libcap2-bin', chattr: 'e2fsprogs' };
/** Shells that a host may have as sh, in the unit tests of what is sent to them; `ksh93` is ksh93u+m's. */
const shellTools = {
  dash: 'dash',
  busybox: 'busybox',
  mksh: 'mksh',
  yash: 'yash',
  posh: 'posh',
  ksh93: 'ksh93u+m',
  zsh: 'zsh',
};
/** What configures networks, in the unit tests of its files: real daemons in a network namespace, with a bus of their own. */
const networkTools = { netplan: 'netplan.io', networkctl: 'systemd', 'dbus-daemon': 'dbus-daemon' };
/** What quotes texts its own way, in the unit tests of secrets. */
const quoters = { python3: 'python3' };
/** What installs packages in the unit tests of that, in a root of their own. */
const packageTools = { dnf: 'dnf', rpmbuild: 'rpm', createrepo_c: 'createrepo-c', 'dpkg-scanpackages': 'dpkg-dev' };
/** The pager that long plans go through by default. */
const pagers = { less: 'less' };
/** What says how inventories are read, in the tests that compare with it. */
const oracles = { 'ansible-inventory': 'ansible-core' };
/** What looks at the drill's report as a reader does. */
const browser = { chromium: 'chromium' };
const report = join(root, '.vitest/json/output.json');

async function main(args) {
  const lacking = await ensureTools({
    ...sshTools,
    ...segmentTools,
    ...stackPrograms,
    ...firewalls,
    ...shellTools,
    ...attributeTools,
    ...packageTools,
    ...networkTools,
    ...pagers,
    ...quoters,
    ...oracles,
    ...browser,
  });
  if (lacking)
    process.stderr.write(`the ssh tests, those of LVSDirector and of the drill's report will fail: ${lacking}\n`);
  const chosen = args.some((arg) => arg.startsWith('--project')) ? [] : ['unit', 'ssh', 'oracle', 'lab'];
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
