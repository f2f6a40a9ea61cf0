import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { EXIT } from '../../../src/core/errors.ts';
import type { Event } from '../../../src/core/events.ts';
import { file } from '../../../src/resources/file.ts';
import { type Story, tell } from './cluster.ts';
import { type Hosts, openHosts } from './hosts.ts';

let hosts: Hosts;
beforeAll(async () => {
  hosts = await openHosts('n1', 'n2');
});
afterAll(() => hosts?.close());

const HOLDER = {
  run: 'theirs',
  user: 'bob',
  controller: 'away',
  machine: 'm',
  boot: 'b',
  pid: 7,
  started: '1',
  since: '2026-09-23T05:45:12.000Z',
  message: 'umctl apply x',
};
beforeEach(async () => {
  await hosts
    .node('n2')
    .given(`rm -rf /run/umctl.lock; mkdir /run/umctl.lock; echo '${JSON.stringify(HOLDER)}' > /run/umctl.lock/theirs`);
});

type Changing = 'apply' | 'restore' | 'switchover';

/** How a run came out, with all that it said. What it is for cannot be had here, which is found out after it has begun. */
async function outcome(command: Changing, rest: Partial<Story>) {
  const events: Event[] = [];
  const hears = (event: Event): void => {
    events.push(event);
    rest.hears?.(event);
  };
  const wanted = () => [file({ path: '/etc/story', content: `${command}\n` })];
  const ended = tell(command, hosts, { wanted, ...rest, hears });
  return {
    events,
    came: await ended.then(
      ({ summary }) => summary.exit as unknown,
      (error: Error) => error.message,
    ),
  };
}

const CAME: Readonly<Record<Changing, unknown>> = {
  apply: EXIT.done,
  restore: expect.stringContaining('no host keeps anything of run'),
  switchover: expect.stringContaining('this playbook has no `switchover`'),
};
const COMMANDS = ['apply', 'restore', 'switchover'] as const;

test.each(COMMANDS)('%s waits for another run where it may, and is refused where not', async (command) => {
  expect((await outcome(command, {})).came).toBe(EXIT.locked);
  let freed: Promise<unknown> | undefined;
  const hears = (event: Event): void => {
    if (event.type === 'warning' && event.message.startsWith('waiting for another run: n2 is locked by bob'))
      freed = hosts.node('n2').given('rm -r /run/umctl.lock');
  };
  expect((await outcome(command, { lockWaitSeconds: 3600, hears })).came).toEqual(CAME[command]);
  expect(freed).toBeDefined();
  await freed;
});

test.each(COMMANDS)(
  '%s has what a run that was cut off still does come to its end before it plans',
  async (command) => {
    const { events, came } = await outcome(command, { isGone: ({ user }) => user === 'bob' });
    expect(came).toEqual(CAME[command]);
    const first = events.findIndex(({ type }) => type === 'warning');
    expect(events[first]).toMatchObject({
      message: expect.stringContaining('n2: took over the lock of a run that is gone'),
    });
    const observed = events.findIndex((event) => event.type === 'phase' && event.phase === 'observe');
    // The other two end before they plan, for what cannot be had here.
    expect(observed > first).toBe(command === 'apply');
  },
);
