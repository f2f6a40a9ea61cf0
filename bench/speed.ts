/**
 * What a run takes, of umctl, of a plain program over ssh2 (the floor), and of Ansible and mitogen where they are installed: the
 * same work on the same hosts, each way in turn, in one run. Writes docs/performance.md and its plots.
 * `npm run bench -- [--hosts 1,10,50] [--rtt 0,20,100] [--tasks 1,10,28,100] [--rounds 5] [--slow-rounds 2] [--minutes 15]
 * [--ways floor,umctl] [--print]`; needs root. After so many minutes each case that is left is measured once.
 */
import { appendFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { createWorld } from '../test/ssh/world.ts';
import { casesOf } from './speed/cases.ts';
import { startHosts } from './speed/hosts.ts';
import { measure } from './speed/measure.ts';
import { writeReport } from './speed/report.ts';
import { measured, type Row, table } from './speed/table.ts';
import { WAYS } from './speed/ways.ts';

const { values } = parseArgs({
  options: {
    hosts: { type: 'string', default: '1,10,50' },
    rtt: { type: 'string', default: '0,20,100' },
    tasks: { type: 'string', default: '1,10,28,100' },
    rounds: { type: 'string', default: '5' },
    'slow-rounds': { type: 'string', default: '2' },
    minutes: { type: 'string', default: '15' },
    ways: { type: 'string', default: 'floor,umctl,ansible,mitogen' },
    print: { type: 'boolean', default: false },
  },
});
const numbers = (text: string): readonly number[] => text.split(',').map(Number);
const end = performance.now() + Number(values.minutes) * 60_000;
const range = { hosts: numbers(values.hosts), rtts: numbers(values.rtt), tasks: numbers(values.tasks) };
const ways = WAYS.filter(({ name }) => values.ways.split(',').some((word) => name.startsWith(word)));

const world = createWorld();
const hosts = await startHosts(Math.max(...range.hosts));
for (const { sshd } of hosts.nodes) world.trust(sshd);
const bench = { ways, hosts, end, rounds: Number(values.rounds), slowRounds: Number(values['slow-rounds']) };
const rows: Row[] = [];
try {
  for (const rtt of range.rtts) {
    const reached = await hosts.reachedIn(rtt);
    const known = reached.ports.map((port, i) => `[127.0.0.1]:${port} ${hosts.nodes[i]?.sshd.publicKey()}\n`);
    appendFileSync(world.knownHosts, known.join(''));
    try {
      for (const one of casesOf({ ...range, rtts: [rtt] })) {
        const place = { ...world, reached, ports: reached.ports.slice(0, one.hosts) };
        rows.push(...(await measure(one, place, bench)));
      }
    } finally {
      await reached.stop();
    }
  }
  const all = measured(rows);
  if (!values.print) writeReport(all, new Date());
  process.stdout.write(table(all));
} finally {
  world.remove();
  await hosts.stop();
}
