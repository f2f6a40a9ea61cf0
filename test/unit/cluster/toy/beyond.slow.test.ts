import { afterAll, beforeAll, expect, test } from 'vitest';
import { drain } from '../../../../src/cluster/drain/drain.ts';
import { EXIT } from '../../../../src/core/errors.ts';
import { apply } from '../../../../src/engine/apply.ts';
import type { Hosts } from '../../engine/hosts.ts';
import { openToys, told } from './cluster.ts';
import { ADDRESS } from './paths.ts';
import { remarksOf } from './told-checks.ts';
import { webServer } from './web-server.ts';

let hosts: Hosts;
beforeAll(async () => {
  hosts = await openToys('n1', 'n2');
});
afterAll(() => hosts?.close());

const yes = async (): Promise<boolean> => true;
const on = (name: string, command: string): Promise<string> => hosts.node(name).given(command);
const inventory = { groups: { n2: 'real_servers' } };

test('a real server that is no director is asked for its connections, too; where nobody listens there the table counts', async () => {
  expect((await told(hosts, (session, watch) => apply(session, watch, yes), inventory)).summary.exit).toBe(EXIT.done);
  const web = await webServer(on, { name: 'n2', address: ADDRESS });
  await on('n1', 'echo 2 > /run/active-10.9.9.2');
  await web.end();
  const drained = () =>
    told(
      hosts,
      (session, watch) =>
        drain(session, watch, { node: 'n2', reason: 'a test', timeout: 1, allowOutage: false, approval: yes }),
      inventory,
    );
  const { summary, events } = await drained();
  expect([summary.exit, remarksOf(events)]).toEqual([
    EXIT.done,
    ['2 of http, which n1 has in its table and which ended on n2'],
  ]);
  await web.close();
  expect((await drained()).summary.exit).toBe(EXIT.unhealthy);
});
