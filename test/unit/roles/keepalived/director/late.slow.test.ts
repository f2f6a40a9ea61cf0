import { afterEach, expect, test } from 'vitest';
import { until } from '../../director-node.ts';
import { ACTIVE, becomes, type Director, openPair, startPair } from './pair.ts';
import { NOTIFY } from './unit.ts';

let pair: readonly Director[] = [];
afterEach(() => Promise.all(pair.map((one) => one.close())));

/** On a busy machine umctl-notify hears late of what keepalived does. */
const LATE = '/usr/libexec/keepalived/late';

test('a new active director that is late to say so keeps the duties', async () => {
  const opened = await openPair();
  pair = opened;
  const [a, b] = opened;
  await startPair(opened);
  await b.given(`printf '#!/bin/sh\\nsleep 3\\nexec ${NOTIFY} "$@"\\n' > ${LATE}; chmod 755 ${LATE}`);
  await b.configure((text) => text.replaceAll(`notify "${NOTIFY}"`, `notify "${LATE}"`));
  await b.given('ip -o monitor address dev eth0 > /run/moves 2>/dev/null < /dev/null &');
  await a.notify('yield');
  await becomes(b, ACTIVE);
  await becomes(a, 'standby 150 none');
  await until('n2 is alone', async () => (await b.state()) === ACTIVE);
  expect(await b.logged()).not.toContainEqual(expect.stringContaining('SPLIT BRAIN'));
  expect(await b.given("grep -c '^Deleted.* 192.168.6.240/' /run/moves || :")).toBe('0\n');
});
