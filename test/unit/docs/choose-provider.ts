import path from 'node:path';
import { loadPlaybook } from '../../../src/cli/load-playbook.ts';
import { factsOf } from '../platform/facts/hosts.ts';
import { openNode } from '../resources/node.ts';
import { context } from '../roles/cluster.ts';

/*
 * A program of its own, as umctl loads playbooks by Node itself: asks real shells what time-servers.ts asks of hosts, has
 * its role want what the platform chooses by that, puts the files there, and prints what came of it.
 */
const [folder = ''] = process.argv.slice(2);
const { playbook } = await loadPlaybook(path.join(folder, 'time-servers.ts'));
const role = playbook.plays.flatMap(({ roles }) => roles).find(({ name }) => name === 'time');
const { platformOf, facts: brought = [] } = playbook;
const clock = brought.find(({ id }) => id === 'clock');
if (role === undefined || clock === undefined || platformOf === undefined)
  throw new Error('the example has no role, no fact or no distributions of its own');
const example = { role, clock, platformOf };

/** On a host that was brought into a state, and says that it is this system. */
async function chosen(given: string, system: string) {
  const { role, clock, platformOf } = example;
  const node = await openNode();
  try {
    await node.given(given);
    const debian = factsOf('debian-12');
    const facts = { ...debian, os: { ...debian.os, id: system }, clock: clock.parse(await node.run(clock.ask)) };
    const platform = platformOf('n1', facts);
    const vars = { time_servers: ['ntp1.example', 'ntp2.example'] };
    const resources = role.resources({ ...context(role, { vars }), facts, platform });
    const files = resources.filter(({ type }) => type === 'file');
    await node.converge(...files);
    const content = await node.given(`cat ${files.map(({ key }) => key).join(' ')}`);
    return { ids: resources.map(({ id }) => id), content };
  } catch (error) {
    return { refused: error instanceof Error ? error.message : String(error) };
  } finally {
    await node.close();
  }
}

console.log(
  JSON.stringify({
    chrony: await chosen('mkdir -p /etc/chrony/sources.d', 'debian'),
    timesyncd: await chosen('mkdir /etc/systemd; : > /etc/systemd/timesyncd.conf', 'raspbian'),
    neither: await chosen(':', 'debian'),
  }),
);
