import { execFileSync } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sshArgv } from '../../lab/access/ssh.ts';
import { type Lab, labProblem, labUp } from '../../lab/index.ts';
import type { Summary } from '../../src/core/events.ts';
import { applyVersion } from '../ssh/cut/apply.ts';
import { type Cycle, createCycle } from '../ssh/cut/cycle.ts';
import { during, everyMoment, STEPS } from '../ssh/cut/moments.ts';
import type { CutNode } from '../ssh/cut/node.ts';
import { ADMIN_FILE, adminFile, contentOf, FILES, OWN_LINES } from '../ssh/cut/site.ts';

const problem = await labProblem();

/** The moments of one run from its first step on: until then nothing has been written that could be lost. */
function onceWriting(): Pick<RegExp, 'test'> {
  let writes = false;
  return {
    test(moment) {
      writes ||= moment.startsWith('begin of ');
      return writes && /^before|^begin of/.test(moment);
    },
  };
}

/** On a host whose memory goes with its power, with what was not on disk yet; the other cuts are those of test/ssh/cut. */
describe.skipIf(problem !== undefined)('a host whose power is cut', () => {
  let lab: Lab;
  let cycle: Cycle;
  /** What the test itself does stays done. */
  const given = (text: string): string => {
    const [program = '', ...args] = sshArgv(lab.directory, 'n1', ['sh', '-ec', `${text}\nsync`]);
    return execFileSync(program, args, { encoding: 'utf8' });
  };
  const read = (path: string): string => given(`cat ${path}`);
  // Nothing that a cut run has started outlives the power.
  const node: Pick<CutNode, 'given' | 'read' | 'idle'> = { given, read, idle: async () => undefined };

  beforeAll(async () => {
    lab = await labUp({ lab: 'test-power', nodes: 1, fresh: true });
    const [host] = lab.hosts;
    const configFile = join(lab.directory, 'impatient');
    await writeFile(configFile, `ServerAliveInterval 2\n${await readFile(lab.files.sshConfig, 'utf8')}`);
    cycle = await createCycle(node, { port: host?.port ?? 0, key: lab.files.key, configFile });
  });
  afterAll(async () => {
    console.info(`cut points: ${cycle?.cuts.get(KIND) ?? 0} ${KIND}`);
    await lab?.down({ remove: true });
  });

  const KIND = 'power cut';
  const WHOLE = new Map<string, readonly string[]>([
    ...FILES.map((path) => [path, [contentOf(path, 'a'), contentOf(path, 'b')]] as const),
    [ADMIN_FILE, [OWN_LINES, adminFile('a'), adminFile('b')]],
  ]);

  test('at each step, and before each exchange from then on: it comes back with whole files, and the same run makes it well', () =>
    everyMoment(cycle, KIND, STEPS + 2, async (version, at) => {
      let back = Promise.resolve();
      const cutPower = (): void => {
        back = lab.crash('n1').then(() => lab.boot('n1'));
      };
      const where = await during(cycle, cutPower, onceWriting())(version, at);
      await back;
      const found = given([...WHOLE.keys()].map((path) => `cat ${path}; printf '\\0'`).join('\n')).split('\0');
      for (const [i, [path, contents]] of [...WHOLE].entries())
        expect(contents.includes(found[i] ?? ''), `${path}, ${where}`).toBe(true);
      // As its init system would have: what starts at boot reads what it finds.
      if (where !== undefined) given('cat /srv/conf > /srv/loaded; echo booted >> /srv/log');
      return where;
    }));

  test('once a run is done: what it did and what it noted are on disk, so the next run has nothing to do', async () => {
    let next: Summary | undefined;
    await cycle.heal('', async (version) => {
      await applyVersion(version, cycle.way);
      await lab.crash('n1');
      await lab.boot('n1');
      given('cat /srv/conf > /srv/loaded; echo booted >> /srv/log');
      next = await applyVersion(version, cycle.way);
      return undefined;
    });
    expect(next?.hosts.map(({ outcome }) => outcome)).toEqual(['unchanged']);
  });
});
