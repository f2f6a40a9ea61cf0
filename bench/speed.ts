/**
 * What a run takes, of umctl, of a plain program over ssh2 (the floor) and of Ansible where it is installed: the same work on the
 * same hosts, each way in turn, in one run. Prints tables in Markdown.
 * `npm run bench -- [--hosts 1,10,50] [--rtt 0,20,100] [--rounds 5] [--without ansible]`; needs root.
 */
import { appendFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { createWorld } from '../test/ssh/world.ts';
import { startHosts } from './speed/hosts.ts';
import { measured, type Row, table } from './speed/table.ts';
import { WAYS } from './speed/ways.ts';
import { work } from './speed/work.ts';

const { values } = parseArgs({
  options: {
    hosts: { type: 'string', default: '1,10,50' },
    rtt: { type: 'string', default: '0,20,100' },
    rounds: { type: 'string', default: '5' },
    without: { type: 'string', default: '' },
  },
});
const numbers = (text: string): readonly number[] => text.split(',').map(Number);
const ways = WAYS.filter(({ name }) => values.without === '' || !name.startsWith(values.without));
const counts = numbers(values.hosts);
const rounds = Array.from({ length: Number(values.rounds) }, (_, round) => round);

const world = createWorld();
const hosts = await startHosts(Math.max(...counts));
for (const { sshd } of hosts.nodes) world.trust(sshd);
const rows: Row[] = [];
try {
  for (const rtt of numbers(values.rtt)) {
    const reached = await hosts.reachedIn(rtt);
    const known = reached.ports.map((port, i) => `[127.0.0.1]:${port} ${hosts.nodes[i]?.sshd.publicKey()}\n`);
    appendFileSync(world.knownHosts, known.join(''));
    for (const count of counts) {
      const place = { ...world, ports: reached.ports.slice(0, count) };
      for (const kind of ['nothing to change', 'first apply'] as const) {
        // The first round makes everybody's connections, caches and files.
        for (const round of [-1, ...rounds])
          for (const way of ways) {
            const files = work(kind === 'first apply' ? `${rtt} ${round} ${way.name}` : 'all');
            if (kind === 'nothing to change' && round < 0) await way.applies(place, files);
            const before = await hosts.cpu();
            const taken = await (kind === 'first apply' ? way.applies : way.asks)(place, files);
            const onHosts = (await hosts.cpu()) - before;
            if (round >= 0) rows.push({ kind, count, rtt, way: way.name, ...taken, hostCpu: onHosts / count });
          }
        process.stderr.write(`${kind}, ${count} hosts, ${rtt} ms\n`);
      }
    }
    await reached.stop();
  }
  process.stdout.write(table(measured(rows)));
} finally {
  world.remove();
  await hosts.stop();
}
