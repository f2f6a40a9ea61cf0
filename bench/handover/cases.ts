import { setTimeout as sleep } from 'node:timers/promises';
import type { Document } from 'yaml';
import { type Cluster, REAL_SERVERS, until } from './cluster.ts';
import { WAYS, type Way } from './ways.ts';

/** Something that is done to a cluster under load. */
export interface Case {
  readonly name: string;
  /** What is done before the load, where the case needs it. */
  readonly before?: (cluster: Cluster) => Promise<void>;
  readonly does: (cluster: Cluster) => Promise<void>;
  /** What is done after the load, so that the next case finds the cluster whole. */
  readonly after?: (cluster: Cluster) => Promise<void>;
}

/** From one switch-over to the next, at the least, in milliseconds. */
const PERIOD = 20_000;
/** How long is looked on after the other has taken over. */
const SETTLES = 10_000;
const VARS = ['all', 'vars'];

const applied = (name: string, change: (inventory: Document) => void): Case => ({
  name,
  async does(cluster) {
    await cluster.edit(change);
    await cluster.umctl('apply', '--yes');
  },
});

const switchOvers = (count: number): Case => ({
  name: `${count} switch-overs`,
  async does(cluster) {
    for (let i = 0; i < count; i++) {
      const start = performance.now();
      await cluster.umctl('switchover', '--yes');
      await sleep(Math.max(0, PERIOD - (performance.now() - start)));
    }
  },
});

const sysctl: Case = {
  name: 'a sysctl that somebody has changed',
  async does(cluster) {
    for (const { name } of cluster.lab.hosts)
      await cluster.lab.exec(name, 'sysctl -q -w net.ipv4.conf.all.arp_announce=0');
    await cluster.umctl('apply', '--yes');
  },
};

const rotation = ({ hasKey }: Way): Case =>
  hasKey
    ? { name: 'a key rotation', does: (cluster) => cluster.umctl('rotate-key', '--yes') }
    : { name: 'a key rotation (has none: refused)', does: (cluster) => cluster.refuses('rotate-key', '--yes') };

/** As a package does that is upgraded, and an administrator who knows nothing of umctl. */
const stop = ({ service }: Way): Case => {
  let stopped = '';
  return {
    name: 'the service is stopped on the active director',
    async does(cluster) {
      stopped = (await cluster.active()) ?? '';
      await cluster.lab.exec(stopped, ['systemctl', 'stop', service]);
      await until('another has taken over', async () => ![undefined, stopped].includes(await cluster.active()));
      await sleep(SETTLES);
    },
    after: async (cluster) => void (await cluster.lab.exec(stopped, ['systemctl', 'start', service])),
  };
};

const reboot: Case = {
  name: 'the active director reboots',
  does: async (cluster) => cluster.lab.reboot((await cluster.active()) ?? ''),
};

/** The longest gap is the time until clients are served again. */
const crash = ({ crashLimit }: Way): Case => {
  let crashed = '';
  return {
    name: `a crash (limit of ${crashLimit})`,
    async does(cluster) {
      crashed = (await cluster.active()) ?? '';
      await cluster.lab.crash(crashed);
      const others = cluster.lab.hosts.filter(({ name, role }) => role === 'director' && name !== crashed);
      await until('another has taken over', async () => {
        const asked = await Promise.all(
          others.map(({ name }) => cluster.lab.exec(name, 'ip -4 -o addr show dev eth0')),
        );
        return asked.some(({ stdout }) => stdout.includes(' 192.168.6.240/'));
      });
      // Until its real server is out as well.
      await sleep(PERIOD);
    },
    after: (cluster) => cluster.lab.boot(crashed),
  };
};

/** What the inventory says of a host. */
export type Member = Readonly<Record<string, unknown>>;

const withMember = (n3: Member) => (inventory: Document) => {
  inventory.setIn(REAL_SERVERS, inventory.createNode({ n3 }));
  inventory.deleteIn(['all', 'children', 'removed']);
};

const removal = (n3: Member): Case => ({
  ...applied('a real server is removed', (inventory) => {
    inventory.setIn(REAL_SERVERS, inventory.createNode({}));
    inventory.setIn(['all', 'children', 'removed', 'hosts'], inventory.createNode({ n3 }));
  }),
  async before(cluster) {
    if (await cluster.hasRealServers()) return;
    await cluster.edit(withMember(n3));
    await cluster.umctl('apply', '--yes');
    await cluster.sound();
  },
});

/** Takes a way: what one before it has set goes, and its own settings come. */
export const taking = (way: Way): Case =>
  applied('the cluster is brought there from the line above', (inventory) => {
    inventory.setIn(REAL_SERVERS, inventory.createNode({}));
    inventory.deleteIn(['all', 'children', 'removed']);
    for (const { timing } of WAYS) {
      const path = [...VARS, ...timing.path];
      if (inventory.hasIn(path)) inventory.deleteIn(path);
    }
    inventory.deleteIn([...VARS, 'handover']);
    inventory.setIn([...VARS, 'virtual_services', 0, 'scheduler'], 'rr');
    for (const [name, value] of Object.entries(way.vars)) inventory.setIn([...VARS, name], value);
  });

/**
 * All cases of a way, what matters most to clients first; each finds the cluster that the one before it has left. `n3` is the
 * real server that comes and goes.
 */
export const cases = (way: Way, count: number, n3: Member): readonly Case[] => [
  switchOvers(count),
  stop(way),
  crash(way),
  reboot,
  applied("a change of the directors' own timing", (inventory) =>
    inventory.setIn([...VARS, ...way.timing.path], way.timing.value),
  ),
  applied('another scheduler', (inventory) => inventory.setIn([...VARS, 'virtual_services', 0, 'scheduler'], 'wrr')),
  applied('a real server is added', withMember(n3)),
  removal(n3),
  sysctl,
  rotation(way),
];
