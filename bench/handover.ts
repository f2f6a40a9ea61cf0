/**
 * What clients feel of switch-overs, rolling changes, real servers that come and go, stops, reboots and a crash, with
 * heartbeat the classic way, heartbeat that makes before it breaks, and keepalived, in one run on three hosts of the lab: 20
 * new connections a second with a second's time each, and 8 kept connections that are used five times a second for a minute.
 * Prints a table in Markdown.
 * `node bench/handover.ts [SWITCHOVERS [WORD…]]` (default: 20, ten each way; and all ways and cases, else the cases whose names
 * have one of the words) on an idle machine with a build; needs root.
 */
import { labUp } from '../lab/index.ts';
import { type Case, cases } from './handover/cases.ts';
import { clusterOf } from './handover/cluster.ts';
import { measure, type Row, table } from './handover/measure.ts';
import { WAYS, type Way } from './handover/ways.ts';

const [count = '20', ...words] = process.argv.slice(2);
const isAsked = ({ name }: Case): boolean => words.length === 0 || words.some((word) => name.includes(word));

const lab = await labUp({ lab: 'bench-handover', realServers: 1, fresh: true });
const cluster = clusterOf(lab);
const rows: Row[] = [];

async function note(way: string, one: Case): Promise<void> {
  try {
    rows.push(await measure(cluster, way, one));
    process.stderr.write(`${way}: ${one.name}\n`);
  } catch (error) {
    // The others still tell something.
    process.stderr.write(`${way}: ${one.name}: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  }
}

/** Takes a way: what one before it has set goes, and its own settings come. */
const take = (way: Way): Case => ({
  name: 'the cluster is brought there from the line above',
  async does() {
    await cluster.edit((inventory) => {
      inventory.deleteIn(['all', 'children', 'removed']);
      for (const { timing } of WAYS) {
        const path = ['all', 'vars', ...timing.path];
        if (inventory.hasIn(path)) inventory.deleteIn(path);
      }
      inventory.deleteIn(['all', 'vars', 'handover']);
      inventory.setIn(['all', 'vars', 'virtual_services', 0, 'scheduler'], 'rr');
      for (const [name, value] of Object.entries(way.vars)) inventory.setIn(['all', 'vars', name], value);
    });
    await cluster.umctl('apply', '--yes');
  },
});

try {
  let n3: Readonly<Record<string, unknown>> = {};
  await cluster.edit((inventory) => {
    const path = ['all', 'children', 'real_servers', 'hosts'];
    n3 = (inventory.toJS() as Inventory).all.children.real_servers.hosts['n3'] ?? {};
    inventory.setIn(path, inventory.createNode({}));
  });
  for (const [index, way] of WAYS.entries()) {
    if (index > 0) await note(way.name, take(way));
    else await take(way).does(cluster);
    await cluster.sound();
    for (const one of cases(way, Number(count), n3).filter(isAsked)) await note(way.name, one);
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
