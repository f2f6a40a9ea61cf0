import { setTimeout as sleep } from 'node:timers/promises';
import type { Document } from 'yaml';
import { type Cluster, until } from './cluster.ts';
import type { Way } from './ways.ts';

/** Something that is done to a cluster under load. */
export interface Case {
  readonly name: string;
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

const rotation: Case = { name: 'a key rotation', does: (cluster) => cluster.umctl('rotate-key', '--yes') };

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

/**
 * All cases of a way, in their order; each finds the cluster that the one before it has left. `n3` is the real server that
 * comes and goes.
 */
export const cases = (way: Way, count: number, n3: Readonly<Record<string, unknown>>): readonly Case[] => [
  switchOvers(count),
  applied('another scheduler', (inventory) => inventory.setIn([...VARS, 'virtual_services', 0, 'scheduler'], 'wrr')),
  applied("a change of the directors' own timing", (inventory) =>
    inventory.setIn([...VARS, ...way.timing.path], way.timing.value),
  ),
  sysctl,
  ...(way.hasKey ? [rotation] : []),
  stop(way),
  reboot,
  applied('a real server is added', (inventory) =>
    inventory.setIn(['all', 'children', 'real_servers', 'hosts'], inventory.createNode({ n3 })),
  ),
  applied('a real server is removed', (inventory) => {
    inventory.setIn(['all', 'children', 'real_servers', 'hosts'], inventory.createNode({}));
    inventory.setIn(['all', 'children', 'removed', 'hosts'], inventory.createNode({ n3 }));
  }),
  crash(way),
];
