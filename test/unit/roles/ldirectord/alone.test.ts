import { afterAll, beforeAll, expect, test } from 'vitest';
import role from '../../../../roles/ldirectord/role.ts';
import type { LdirectordVars } from '../../../../roles/ldirectord/vars.ts';
import { sh } from '../../../../src/core/sh.ts';
import { type Node, openNode } from '../../resources/node.ts';
import { context } from '../cluster.ts';
import { ldirectords } from '../fixture.ts';

let node: Node;
beforeAll(async () => {
  node = await openNode();
  await node.given('mount -t tmpfs tmpfs /run');
});
afterAll(() => node.close());

const alone = role
  .resources(context<LdirectordVars>(role, { vars: { handover: 'make_before_break' } }))
  .filter(({ id }) => id === "command ldirectord is the init system's, not heartbeat's");

const start = (file: string, commandLine: string) =>
  node.given(`bash -c 'exec -a "${commandLine}" sleep 60' > /dev/null 2>&1 & echo $! > ${file}`);
const runs = async (file: string) => (await node.run(sh`grep -q ldirectord "/proc/$(cat ${file})/cmdline"`)).code === 0;

test('on the way from classic, the ldirectord that heartbeat started ends: two would tend one table', async () => {
  expect(await node.plan(...alone)).toEqual([]);
  for (const [file, commandLine] of ldirectords('make-before-break')) {
    await start(file, commandLine);
    await expect.poll(() => runs(file)).toBe(true);
    expect(await node.plan(...alone), 'the init system runs that one').toEqual([]);
  }
  for (const [file, commandLine] of ldirectords('classic')) {
    await start(file, commandLine);
    await expect.poll(() => runs(file)).toBe(true);
    const pid = (await node.given(`cat ${file}`)).trim();
    expect((await node.converge(...alone)).length).toBe(1);
    await expect.poll(async () => (await node.run(sh`grep -q ldirectord ${`/proc/${pid}/cmdline`}`)).code).not.toBe(0);
  }
  for (const [file] of ldirectords('make-before-break')) {
    expect(await runs(file)).toBe(true);
    await node.given(`kill "$(cat ${file})"`);
  }
});
