import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { DEBIAN } from '../../test/ssh/cli/debian.ts';
import { type CutNode, startNode } from '../../test/ssh/cut/node.ts';
import { until } from '../../test/ssh/until.ts';
import { groupOf } from './group.ts';

const RELAY = fileURLToPath(new URL('relay.js', import.meta.url));

/** Hosts of a benchmark: an sshd each, with mounts of its own, behind a relay that stands for the network. */
export interface BenchHosts {
  readonly nodes: readonly CutNode[];
  /** Where they are reached with that round-trip time, in milliseconds. */
  readonly reachedIn: (milliseconds: number) => Promise<Reached>;
  /** Seconds of processor time that the hosts have taken so far. */
  readonly cpu: () => Promise<number>;
  readonly stop: () => Promise<void>;
}

export interface Reached {
  readonly ports: readonly number[];
  /** What has passed by the first host since this was asked last. */
  readonly passed: () => Promise<{ readonly bytes: number; readonly turns: number }>;
  readonly stop: () => Promise<void>;
}

export async function startHosts(count: number): Promise<BenchHosts> {
  const nodes: CutNode[] = [];
  for (let i = 0; i < count; i++) nodes.push(await startNode({ more: DEBIAN }));
  const groups = nodes.map(({ sshd }) => groupOf(sshd.pid));
  return {
    nodes,
    async reachedIn(milliseconds) {
      const words = nodes.map(({ sshd }) => `${sshd.port}:${milliseconds}`);
      const relay = spawn(process.execPath, [RELAY, ...words], { stdio: ['pipe', 'pipe', 'inherit'] });
      const lines = createInterface({ input: relay.stdout })[Symbol.asyncIterator]();
      const said = async () => {
        const { done, value } = await lines.next();
        if (done === true) throw new Error('the relay has ended');
        return JSON.parse(value);
      };
      const ports = await said();
      return {
        ports,
        passed() {
          relay.stdin.write('\n');
          return said();
        },
        async stop() {
          const over = once(relay, 'exit');
          relay.kill();
          await over;
        },
      };
    },
    async cpu() {
      await until('the end of all sessions', () => groups.every(({ isIdle }) => isIdle()));
      return groups.reduce((sum, { cpu }) => sum + cpu(), 0);
    },
    stop: async () => {
      for (const { sshd } of nodes) await sshd.stop();
      for (const { remove } of groups) remove();
    },
  };
}
