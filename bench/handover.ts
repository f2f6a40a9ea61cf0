/**
 * What clients feel of switch-overs, rolling changes, real servers that come and go and a crash, make_before_break beside
 * classic, in one run on three hosts of the lab: 20 new connections a second with a second's time each, and 8 kept
 * connections that are used five times a second for a minute. Prints a table in Markdown.
 * `node bench/handover.ts [SWITCHOVERS [CASE…]]` (default: 20, ten each way; and all cases, else those whose names have
 * one of the words) on an idle machine with a build; needs root.
 */
import { labUp } from '../lab/index.ts';
import { cases } from './handover/cases.ts';
import { clusterOf } from './handover/cluster.ts';
import { measure, type Row, table } from './handover/measure.ts';

const [count = '20', ...words] = process.argv.slice(2);

const lab = await labUp({ lab: 'bench-handover', realServers: 1, fresh: true });
const rows: Row[] = [];
try {
  const cluster = clusterOf(lab);
  let n3: Readonly<Record<string, unknown>> = {};
  await cluster.edit((inventory) => {
    const path = ['all', 'children', 'real_servers', 'hosts'];
    n3 = (inventory.toJS() as Inventory).all.children.real_servers.hosts['n3'] ?? {};
    inventory.setIn(path, inventory.createNode({}));
  });
  for (const handover of ['make_before_break', 'classic']) {
    await cluster.edit((inventory) => {
      inventory.deleteIn(['all', 'children', 'removed']);
      for (const [path, value] of [
        [['handover'], handover],
        [['virtual_services', 0, 'scheduler'], 'rr'],
      ] as const)
        inventory.setIn(['all', 'vars', ...path], value);
      inventory.deleteIn(['all', 'vars', 'heartbeat', 'warntime']);
    });
    await cluster.umctl('apply', '--yes');
    await cluster.sound();
    for (const one of cases(Number(count), n3)) {
      if (words.length > 0 && !words.some((word) => one.name.includes(word))) continue;
      try {
        rows.push(await measure(cluster, handover, one));
        process.stderr.write(`${handover}: ${one.name}\n`);
      } catch (error) {
        // The others still tell something.
        process.stderr.write(`${handover}: ${one.name}: ${error instanceof Error ? error.message : String(error)}\n`);
        process.exitCode = 1;
      }
    }
  }
} finally {
  if (rows.length > 0) console.log(table(rows));
  await lab.down({ remove: true });
}

/** What is read of the lab's inventory here. */
interface Inventory {
  readonly all: {
    readonly children: Readonly<
      Record<'real_servers', { readonly hosts: Readonly<Record<string, Readonly<Record<string, unknown>>>> }>
    >;
  };
}
