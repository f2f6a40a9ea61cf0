import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Document, parseDocument } from 'yaml';
import { type Lab, labProblem } from '../../lab/index.ts';
import { appliedLab } from './applied/lab.ts';
import { editInventory } from './edit-inventory.ts';
import { expectEnd } from './expect-end.ts';
import { longTest } from './tell-all.ts';
import { activeDirector, umctl } from './umctl.ts';
import { underLoad } from './under-load.ts';

const problem = await labProblem();

/** Clients that leave politely after a while, as browsers do: those of a host that leaves are waited for. */
const LOAD = { keepAlive: { connections: 4, every: 400, patience: 15_000, lifetime: 15_000 } };
const OTHER_ADDRESS = '192.168.6.241';

/** All of the cluster's that a host may have. An ldirectord.cf of its package, with this very address in it, is the host's own. */
const TRACES = `ls -d /etc/ha.d/ha.cf /etc/ha.d/haresources /etc/ha.d/authkeys /var/lib/umctl/members /var/lib/umctl/loaded 2>/dev/null
grep -rls 'by umctl' /etc
ip -4 -o addr show | grep -o '192[.]168[.]6[.]24[01]/'; grep -l 192.168.6.24 /etc/network/interfaces; ipvsadm -S -n`;

const LDIRECTORD_SAID = `grep -h 'ldirectord.*real server' /var/log/ha.log`;

// One story on three hosts, of which the inventory has some: each test begins where the one before it ended.
describe.skipIf(problem !== undefined)('nodes and services come and go under load', () => {
  let lab: Lab;
  /** The variables by which umctl reaches each host. */
  let hosts: Readonly<Record<string, unknown>>;
  const run = (command: string, ...args: readonly string[]) => umctl([command, lab.files.inventory, ...args]);
  const edit = (change: (inventory: Document) => void): Promise<void> => editInventory(lab, change);
  const members = (inventory: Document, group: string, names: readonly string[]): void => {
    const entries = names.map((name) => [name, hosts[name]]);
    inventory.setIn(['all', 'children', group, 'hosts'], inventory.createNode(Object.fromEntries(entries)));
  };
  const services = (inventory: Document, change: (all: readonly Service[]) => readonly Service[]): void => {
    const path = ['all', 'vars', 'virtual_services'];
    inventory.setIn(path, inventory.createNode(change((inventory.toJS() as Inventory).all.vars.virtual_services)));
  };
  const apply = async (): Promise<void> => {
    const { code, stdout, stderr } = await run('apply', '--yes');
    expect(code, stdout + stderr).toBe(0);
  };
  /** The lines of the active director's table: services, and real servers of each. */
  const table = async (): Promise<readonly string[]> => {
    const { stdout } = await lab.exec((await activeDirector(lab)) ?? 'n1', 'ipvsadm -S -n');
    return stdout.trimEnd().split('\n');
  };
  const sentTo = async (address: string): Promise<number> =>
    (await table()).filter((line) => line.includes(`-r ${address}:`)).length;
  const directors = async (): Promise<readonly string[]> => {
    const { children } = (parseDocument(await readFile(lab.files.inventory, 'utf8')).toJS() as Inventory).all;
    return Object.keys(children.directors.hosts);
  };
  const isClean = async (name: string): Promise<void> => {
    const { stdout } = await lab.exec(name, TRACES);
    expect(stdout, name).toBe('');
  };
  /** That the cluster is sound was proven by the apply itself, as was that hosts it changed have nothing left to do. */
  const nothingIsLeft = async (): Promise<void> => {
    expectEnd(await run('plan', '--detailed-exitcode'), 0);
  };

  beforeAll(async () => {
    lab = await appliedLab('test-members', {
      realServers: 1,
      withMore: async (up) => {
        lab = up;
        const { children } = (parseDocument(await readFile(lab.files.inventory, 'utf8')).toJS() as Inventory).all;
        hosts = { ...children.directors.hosts, ...children.real_servers.hosts };
        await edit((inventory) => members(inventory, 'real_servers', []));
      },
    });
  });
  afterAll(async () => {
    await lab?.down({ remove: true });
  });

  test('a real server is added', async () => {
    await edit((inventory) => members(inventory, 'real_servers', ['n3']));
    expect(await underLoad(lab, apply, LOAD)).toContain('n3');
    expect(await sentTo('192.168.6.4')).toBe(3);
    // Added and taken out again before its first check, it had reset whoever came to it in between.
    for (const name of ['n1', 'n2']) {
      const { stdout } = await lab.exec(name, LDIRECTORD_SAID);
      const [first, second] = [...stdout.matchAll(/(Added|Deleted) real server: 192\.168\.6\.4:80/g)];
      expect([first?.[1], second?.[1]], stdout).toEqual(['Added', undefined]);
    }
  });

  longTest(
    'services are added, changed and removed, and a kernel setting that somebody has changed comes back',
    async () => {
      const key = 'net.ipv4.conf.all.arp_announce';
      for (const { name } of lab.hosts) await lab.exec(name, `sysctl -q -w ${key}=0`);
      await edit((inventory) =>
        services(inventory, ([http, https]) => [
          { ...http },
          { ...https, scheduler: 'wrr' },
          { name: 'ssh', port: 22, scheduler: 'lc', check: { type: 'connect' } },
        ]),
      );
      await underLoad(lab, apply, LOAD);
      const virtual = (await table()).filter((line) => line.startsWith('-A'));
      expect(virtual.map((line) => line.split(' ').slice(2).join(' ')).sort()).toEqual([
        '192.168.6.240:22 -s lc',
        '192.168.6.240:443 -s wrr',
        '192.168.6.240:80 -s rr',
      ]);
      const banner = ['bash', '-c', 'exec 3<>/dev/tcp/192.168.6.240/22 && head -c 8 <&3'];
      expect((await lab.client(banner)).stdout).toBe('SSH-2.0-');
      for (const { name } of lab.hosts) expect((await lab.exec(name, `sysctl -n ${key}`)).stdout, name).toBe('2\n');
      await nothingIsLeft();
    },
  );

  test('a real server that is taken out of the inventory leaves as its clients do, and has no traces left', async () => {
    await edit((inventory) => members(inventory, 'real_servers', []));
    const plan = await run('plan');
    expect(plan.stdout).toContain('n3 is removed');
    await underLoad(lab, apply, LOAD);
    expect(await sentTo('192.168.6.4')).toBe(0);
    await isClean('n3');
    await nothingIsLeft();
  });

  // keepalived-pair.test.ts tells CI of a director that leaves.
  longTest('the active director leaves and another host takes its place', async () => {
    const leaves = (await activeDirector(lab)) ?? '';
    const stays = leaves === 'n1' ? 'n2' : 'n1';
    await edit((inventory) => {
      members(inventory, 'directors', [stays, 'n3']);
      // The null modem is between n1 and n2, and any two of the three are directors from here on.
      inventory.setIn(['all', 'vars', 'heartbeat', 'links'], inventory.createNode([{ ucast: 'eth0' }]));
    });
    await underLoad(lab, apply, LOAD);
    expect(await activeDirector(lab)).toBe(stays);
    await isClean(leaves);
    await nothingIsLeft();
    expect((await lab.exec(leaves, 'service heartbeat status')).code).not.toBe(0);
  });

  longTest('the standby is replaced by another host', async () => {
    const serves = (await activeDirector(lab)) ?? '';
    const [leaves = ''] = (await directors()).filter((name) => name !== serves);
    const comes = lab.hosts.map(({ name }) => name).find((name) => name !== serves && name !== leaves) ?? '';
    await edit((inventory) => members(inventory, 'directors', [serves, comes]));
    await underLoad(lab, apply, LOAD);
    expect(await activeDirector(lab)).toBe(serves);
    await isClean(leaves);
  });

  longTest('the virtual address becomes another', async () => {
    await edit((inventory) => inventory.setIn(['all', 'vars', 'virtual_address'], `${OTHER_ADDRESS}/24`));
    await apply();
    await nothingIsLeft();
    const { stdout } = await lab.client(['curl', '-s', '-m', '5', `http://${OTHER_ADDRESS}/`]);
    expect(stdout).toContain('Served by');
    for (const { name } of lab.hosts)
      expect((await lab.exec(name, 'ip -4 -o addr show')).stdout, name).not.toContain(' 192.168.6.240/');
  });

  longTest('two directors become one: the one that serves leaves', async () => {
    const leaves = (await activeDirector(lab, OTHER_ADDRESS)) ?? '';
    const [stays = ''] = (await directors()).filter((name) => name !== leaves);
    await edit((inventory) => members(inventory, 'directors', [stays]));
    // Its own clients' connections may break: its table is all that knows them, once the way is classic.
    await underLoad(lab, apply, {
      url: `http://${OTHER_ADDRESS}/`,
      keepAlive: { ...LOAD.keepAlive, connections: 0 },
    });
    expect(await activeDirector(lab, OTHER_ADDRESS)).toBe(stays);
    await isClean(leaves);
    await nothingIsLeft();
  });
});

type Service = Readonly<Record<string, unknown>>;

/** What is read of the lab's inventory here. */
interface Inventory {
  readonly all: {
    readonly vars: { readonly virtual_services: readonly Service[] };
    readonly children: Readonly<
      Record<'directors' | 'real_servers', { readonly hosts: Readonly<Record<string, unknown>> }>
    >;
  };
}
