import { afterAll, test as anybodys, beforeAll, beforeEach, expect } from 'vitest';
import handoverRole from '../../../roles/heartbeat/handover/role.ts';
import { EXIT } from '../../../src/core/errors.ts';
import { planSteps } from '../../../src/core/plan.ts';
import { defineResource, drained, END, type Hook, handOver, replaceFile, script, sh } from '../../../src/index.ts';
import { summarisePlans } from '../../../src/output/plan-summary.ts';
import { stepsNotUndone } from '../../../src/records/steps-not-undone.ts';
import { isRoot } from '../is-root.ts';
import { contexts, EXAMPLE } from '../roles/cluster.ts';
import { type Story, tell } from './cluster.ts';
import { type Hosts, openHosts } from './hosts.ts';

/** A resource type of a third party, by what `umctl` exports: a daemon's limit, in a file that the daemon reads by itself. */
const limit = defineResource<{ readonly path: string; readonly files: number }, { readonly files?: string }>({
  type: 'limit',
  key: ({ path }) => path,
  title: ({ path, files }) => `at most ${files} open files, by ${path}`,
  want: ({ files }) => ({ files: String(files) }),
  probe: ({ path }) => sh`sed -n 's/^files=//p' ${path} 2>/dev/null || :`,
  parse: ({ stdout }) => (stdout.trim() === '' ? {} : { files: stdout.trim() }),
  apply: ({ path, files }) => ({ run: script(replaceFile(path)), stdin: `files=${files}\n${END}` }),
  files: ({ path }) => [path],
  impact: (changes) => (changes.some(({ from }) => from !== undefined) ? 'interrupts' : 'none'),
  restorable: 'files',
});

const PATH = '/etc/story-limit';
const wanted = limit({ path: PATH, files: 512 });
const another = planSteps([wanted], [{ files: '100' }]);

const test = anybodys.skipIf(!isRoot);
let hosts: Hosts;
beforeAll(async () => {
  hosts = await openHosts('n1', 'n2');
});
afterAll(() => hosts?.close());
beforeEach(async () => {
  for (const node of hosts.nodes.values())
    await node.given(`rm -rf /var/lib/umctl; printf '# mine\\nfiles=100\\n' > ${PATH}`);
});

test('what it replaces is kept, and restored to the byte; nothing of it is told to stay', async () => {
  const story: Story = { wanted: () => [wanted] };
  const read = () => hosts.node('n1').given(`cat ${PATH}`);
  const before = await read();
  const applied = await tell('apply', hosts, story);
  expect([applied.summary.exit, await read()]).toEqual([EXIT.done, 'files=512\n']);
  const at = '2026-11-29T17:31:51Z';
  const events = applied.events.flatMap((event) => (event.type === 'step-done' ? [{ ...event, at }] : []));
  expect(events.map(({ host, id }) => [host, id]).sort()).toEqual([
    ['n1', `limit ${PATH}`],
    ['n2', `limit ${PATH}`],
  ]);
  expect(stepsNotUndone({ events })).toEqual([]);
  const restored = await tell('restore', hosts, { ...story, earlier: applied.run });
  expect([restored.summary.exit, await read()]).toEqual([EXIT.done, before]);
});

/** The moment before the first of two directors is changed, which has the address; both hand over without a gap. */
const turn = (steps: typeof another): Parameters<NonNullable<Hook['before']>>[0] => {
  const address = '192.168.6.240';
  const places = contexts(handoverRole).map(({ host, facts }, i) => ({
    host: { ...host, vars: EXAMPLE },
    active: i === 0,
    facts: { ...facts, addresses: [{ device: 'lo', label: 'lo:0', address, prefix: 32 }] },
  }));
  const [first] = places;
  if (first === undefined) throw new Error('a cluster has a host');
  return { ...first, places, steps };
};

anybodys('its impact makes the active director hand over, and a real server be drained', () => {
  expect(handOver.before?.(turn(another))?.name).toBe('n1 hands its duties over to n2');
  expect(handOver.before?.(turn(another))?.note).toContain(`would notice at most 512 open files, by ${PATH}`);
  expect(drained().before?.(turn(another))?.name).toBe('n1 is drained');
  const fresh = planSteps([wanted], [{}]);
  expect([handOver.before?.(turn(fresh)), drained().before?.(turn(fresh))]).toEqual([undefined, undefined]);
});

anybodys('the summary of a plan names it by its title', () => {
  expect(summarisePlans([{ host: 'n1', steps: another }], [])).toEqual([
    'In all: 1 step (n1 1)',
    '  by kind: limit 1',
    `  interrupts: at most 512 open files, by ${PATH} on n1`,
  ]);
});
