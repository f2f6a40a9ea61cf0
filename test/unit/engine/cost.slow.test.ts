import { afterAll, beforeAll, expect, test } from 'vitest';
import { probesOf } from '../../../src/cluster/status/ask.ts';
import { type Check, check } from '../../../src/core/check.ts';
import type { Ask } from '../../../src/core/connection.ts';
import { sh } from '../../../src/core/sh.ts';
import { UNASKED } from '../../../src/engine/approve/approval.ts';
import { directory } from '../../../src/resources/directory.ts';
import { file } from '../../../src/resources/file.ts';
import { link } from '../../../src/resources/link.ts';
import { READ_SCRIPT } from '../../../src/ssh/framing/read-script.ts';
import { runScript } from '../../../src/ssh/framing/run-script.ts';
import { CLUSTER } from '../cluster/status/cluster.ts';
import { isRoot } from '../is-root.ts';
import { askedFacts } from '../platform/facts/hosts.ts';
import type { Node } from '../resources/node.ts';
import { scriptFor } from './ask-node.ts';
import { tell } from './cluster.ts';
import { type Hosts, openHosts } from './hosts.ts';
import type { Story } from './story.ts';

// What a run costs a host, counted: times differ from machine to machine.

let hosts: Hosts;
beforeAll(async () => {
  hosts = await openHosts('n1');
  // What tests of NetworkManager have installed here is asked on hosts that have it.
  await hosts.node('n1').given('! nmcli=$(command -v nmcli) || mount --bind /dev/null "$nmcli"');
  await tell('apply', hosts, story);
});
afterAll(() => hosts?.close());

/** As many resources of each kind as a director has of files. */
const each = <T>(make: (n: number) => T): readonly T[] => Array.from({ length: 10 }, (_, n) => make(n));
const isFine = (host: string, n: number): Check =>
  check(`is fine ${n}`, host, sh`[ -e ${`/etc/site-${n}`} ]`, () => undefined);
const story = {
  wanted: () => [
    ...each((n) => directory({ path: `/etc/site-${n}` })),
    ...each((n) => file({ path: `/etc/site-${n}/conf`, content: `${n}\n` })),
    ...each((n) => link({ path: `/etc/link-${n}`, target: `/etc/site-${n}` })),
  ],
  checks: (host: string) => each((n) => isFine(host, n)),
};

interface Cost {
  readonly exchanges: number;
  readonly processes: number;
  /** Of the scripts, and of all that they say. */
  readonly bytes: number;
}

/** What it costs a node to be asked this, an exchange each, all in one shell. */
const costOf = (node: Node, exchanges: readonly (readonly Ask[])[]): Promise<Cost> =>
  costOfScripts(
    node,
    exchanges.map((asks, i) => scriptFor('mark', asks, { isFirst: i === 0 })),
  );

/** What these scripts cost a node, one after another; the ids of a pid namespace are in order. */
async function costOfScripts(node: Node, scripts: readonly string[]): Promise<Cost> {
  const counted = sh`unshare -pf --kill-child sh -c 'sh -c "$1"; echo; sh -c "echo \\$\\$"' sh ${READ_SCRIPT}`;
  const script = scripts.join('');
  const { stdout } = await node.run(counted, script);
  expect(stdout.match(/mark done$/gm)).toHaveLength(scripts.length);
  const processes = Number(stdout.trim().split('\n').at(-1));
  return { exchanges: scripts.length, processes, bytes: script.length + stdout.length };
}

const asked = async (command: 'plan' | 'verify' | 'apply', how: Partial<Story> = {}): Promise<Cost> => {
  const { asked: of, exchanges } = await tell(command, hosts, { ...story, ...how });
  return { ...(await costOf(hosts.node('n1'), of.get('n1') ?? [])), exchanges };
};

/** It may cost so much; where it costs not half of that, less may be allowed from then on. */
function expectAtMost(cost: Cost, most: Cost): void {
  for (const what of ['exchanges', 'processes', 'bytes'] as const) {
    expect(cost[what], `${what} ${JSON.stringify(cost)}`).toBeLessThanOrEqual(most[what]);
    expect(cost[what], what).toBeGreaterThan(most[what] / 2);
  }
}

test.skipIf(!isRoot)('the facts that a run asks', async () => {
  const asks = askedFacts.map(({ ask }) => ({ run: ask }));
  expectAtMost(await costOf(hosts.node('n1'), [asks]), { exchanges: 1, processes: 29, bytes: 14_000 });
});

test.skipIf(!isRoot)('a plan of 30 resources that are as wanted', async () => {
  expectAtMost(await asked('plan'), { exchanges: 2, processes: 43, bytes: 37_300 });
});

test.skipIf(!isRoot)('an apply that changes one of them, with its gate', async () => {
  await hosts.node('n1').given('rm /etc/site-0/conf');
  expectAtMost(await asked('apply'), { exchanges: 6, processes: 108, bytes: 98_000 });
});

test.skipIf(!isRoot)('the same where nobody is asked to approve', async () => {
  await hosts.node('n1').given('rm /etc/site-0/conf');
  expectAtMost(await asked('apply', { approval: UNASKED }), { exchanges: 5, processes: 87, bytes: 70_000 });
});

test.skipIf(!isRoot)('ten files that are not there yet, which are asked for and then written', async () => {
  const files = each((n) => file({ path: `/etc/site-1/new-${n}`, content: `${n}\n` }));
  const asks = files.map(({ probe }) => ({ run: probe }));
  expectAtMost(await costOf(hosts.node('n1'), [asks]), { exchanges: 1, processes: 20, bytes: 19_200 });
  const tasks = files.map((one) => {
    const { run, stdin = '', several } = one.apply(() => true);
    return { text: run.text, stdin, seconds: 60, several };
  });
  const write = () => costOfScripts(hosts.node('n1'), [runScript('mark', tasks)]);
  const cost = await write();
  expect(await hosts.node('n1').given('cat /etc/site-1/new-*')).toBe('0\n1\n2\n3\n4\n5\n6\n7\n8\n9\n');
  expectAtMost(cost, { exchanges: 1, processes: 36, bytes: 24_500 });
  await hosts.node('n1').given('for file in /etc/site-1/new-*; do echo other > "$file"; done');
  expectAtMost(await costOf(hosts.node('n1'), [asks]), { exchanges: 1, processes: 22, bytes: 20_300 });
  expectAtMost(await write(), { exchanges: 1, processes: 36, bytes: 24_500 });
});

test.skipIf(!isRoot)('a verify of ten checks', async () => {
  expectAtMost(await asked('verify'), { exchanges: 3, processes: 62, bytes: 39_500 });
});

// One more where there is an arping(8).
test.skipIf(!isRoot)('a status of a director', async () => {
  const node = CLUSTER.asked.get('n1');
  if (node === undefined) throw new Error('no n1');
  const asks = probesOf(CLUSTER.stack, node).map(({ ask }) => ({ run: ask(node) }));
  expectAtMost(await costOf(hosts.node('n1'), [asks]), { exchanges: 1, processes: 49, bytes: 8_300 });
});
