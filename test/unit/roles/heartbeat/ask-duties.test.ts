import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { askDuties, dutiesUnderWay } from '../../../../roles/heartbeat/duties.ts';
import { joinSh, type Sh, sh } from '../../../../src/core/sh.ts';
import { type Node, openNode } from '../../resources/node.ts';

let node: Node;
beforeAll(async () => {
  node = await openNode();
  await node.given('mount -t tmpfs tmpfs /run');
});
afterAll(() => node.close());
beforeEach(() => node.given('rm -f /run/lvs-director'));

/** As cl_status of heartbeat 3.0.6 prints it. */
const running = (resources: string): Sh => sh`cl_status() { [ "$*" = rscstatus ] && echo ${resources}; }`;

/** What the same prints, and its exit code, where heartbeat does not run. */
const STOPPED = sh`cl_status() {
  echo 'Nov 29 21:03:48 vm cl_status: [414]: ERROR: Cannot signon with heartbeat' >&2
  echo "Nov 29 21:03:48 vm cl_status: [414]: ERROR: REASON: hb_api_signon: Can't initiate connection to heartbeat" >&2
  return 1
}`;

const ask = async (heartbeat: Sh): Promise<string> => (await node.run(joinSh([heartbeat, askDuties]))).stdout;
const underWay = (n1: string): string | undefined =>
  dutiesUnderWay(
    new Map([
      ['n1', n1],
      ['n2', 'resources local\n'],
    ]),
  );

/** LVSDirector's note of a process that is at work: one that lives as long as the node. */
const handsOver = (age = 'now') =>
  node.given(`start="$(sed 's/.*) //' "/proc/${node.pid}/stat" | cut -d ' ' -f 20)"
echo ${node.pid} "$start" takeover > /run/lvs-director; touch -d '${age}' /run/lvs-director`);

test('what heartbeat has of the resources is told, and that it moves them just now', async () => {
  expect(await ask(running('local'))).toBe('resources local\n');
  expect(underWay(await ask(running('local')))).toBeUndefined();
  expect(underWay(await ask(running('transition')))).toBe('heartbeat takes over or gives up resources on n1');
});

test('nothing is told where heartbeat does not run', async () => {
  expect(await ask(STOPPED)).toBe('');
});

test('a hand-over is told while it is under way, and not where one hangs or was killed', async () => {
  await handsOver();
  expect(await ask(running('none'))).toBe('resources none\nhands over\n');
  expect(underWay(await ask(running('none')))).toBe('a hand-over is under way on n1');
  await handsOver('-3 minutes');
  expect(await ask(running('none'))).toBe('resources none\n');
  await node.given(`echo ${node.pid} 1 takeover > /run/lvs-director`);
  expect(await ask(running('none'))).toBe('resources none\n');
});
