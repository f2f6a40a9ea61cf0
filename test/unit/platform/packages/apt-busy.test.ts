import { afterEach, beforeEach, expect, test } from 'vitest';
import { type DebNode, openDebNode, wanted } from './debs.ts';

let node: DebNode;
beforeEach(async () => {
  node = await openDebNode();
  // A package that takes as long to install as the test wants.
  const waits = '#!/bin/sh\n: > /run/begun; until [ -e /run/go ]; do sleep 0.1; done\n';
  await node.repository('here', { name: 'thing' }, { name: 'slow', files: { 'DEBIAN/postinst': waits } });
  await node.given('apt-get update >/dev/null 2>&1');
});
afterEach(() => node.close());

const others =
  'setsid apt-get -y install slow >/dev/null 2>&1 </dev/null & until [ -e /run/begun ]; do sleep 0.1; done';

test('while another apt is at work nothing is done, and who it is is told', async () => {
  const [step] = await node.plan(wanted('thing'));
  const command = step?.command;
  expect(command?.patienceSeconds).toBeGreaterThan(600);
  await node.given(others);
  const busy = await node.run(command?.run ?? { text: '' });
  expect(busy.code, busy.stderr).toBe(75);
  expect(busy.stderr).toMatch(/^process \d+ \(apt-get -y install slow\) lets go of \/var\/lib\/dpkg\/lock-frontend\n$/);
  await node.given('touch /run/go');
  const again = async () => (await node.run(command?.run ?? { text: '' })).code;
  await expect.poll(again, { timeout: 20_000 }).not.toBe(75);
  expect(await node.given(`dpkg-query -W -f='\${Package} ' slow thing`)).toBe('slow thing ');
});
