import pLimit from 'p-limit';
import type { Connect, Connection } from '../../core/connection.ts';
import { EXIT, type HostFailure } from '../../core/errors.ts';
import type { Phase } from '../../core/events.ts';
import { asFailure } from './as-failure.ts';
import { unlessAborted } from './interrupted.ts';
import type { Forks, Watch } from './session.ts';

/** The hosts of a run: connected at most once each, worked on side by side, and each with an outcome of its own. */
export interface Fleet {
  /** Does `work` on every host, at most `forks` at a time where that is given; a host that fails says so and spoils no other. */
  each<T>(task: Task, work: HostWork<T>): Promise<Outcomes<T>>;
  /** Logs in to a host anew and goes on over that. @throws HostError when that fails; the link there was stays then. */
  renew(host: string): Promise<Connection>;
  /** How many exchanges there were with a host. */
  exchanges(host: string): number;
  close(): Promise<void>;
}

/** What is done, on which hosts. */
export interface Task {
  readonly phase: Phase;
  readonly hosts: readonly string[];
  /** How many steps a host has before it; for the views. */
  readonly steps?: (host: string) => number;
  /** Says nothing of beginnings and ends: the same is asked over and over. */
  readonly quiet?: boolean;
  /** Whether all hosts are worked on at once, whatever `forks` says. */
  readonly together?: boolean;
}

export type HostWork<T> = (connection: Connection, host: string) => Promise<T>;

export interface Outcomes<T> {
  readonly done: ReadonlyMap<string, T>;
  readonly failed: ReadonlyMap<string, HostFailure>;
}

/** What changes nothing on a host is not waited for once the run is to end: the host may be frozen. */
const ONLY_ASKS: ReadonlySet<Phase> = new Set<Phase>(['facts', 'observe', 'verify']);

export function createFleet(options: Watch & { readonly connect: Connect; readonly forks?: Forks | undefined }): Fleet {
  const { connect, report, signal } = options;
  const { forks = Number.POSITIVE_INFINITY } = options;
  const limit = typeof forks === 'function' ? forks : pLimit(forks);
  const connections = new Map<string, Promise<Connection>>();
  const open = new Map<string, Connection>();
  const connection = (host: string): Promise<Connection> => {
    const known = connections.get(host);
    if (known !== undefined) return known;
    const opening = connect(host).then((made) => {
      open.set(host, made);
      return made;
    });
    connections.set(host, opening);
    return opening;
  };
  return {
    async each({ phase, hosts, steps, quiet = false, together = false }, work) {
      const tell: Watch['report'] = quiet ? () => {} : report;
      tell({ type: 'phase', phase, hosts });
      const done = new Map<string, Awaited<ReturnType<typeof work>>>();
      const failed = new Map<string, HostFailure>();
      const one = async (host: string): Promise<void> => {
        const start = performance.now();
        tell({ type: 'host-start', host, phase, ...(steps === undefined ? {} : { steps: steps(host) }) });
        try {
          const working = async () => work(await connection(host), host);
          done.set(host, await (ONLY_ASKS.has(phase) ? unlessAborted(host, working, signal) : working()));
          tell({ type: 'host-done', host, phase, milliseconds: performance.now() - start });
        } catch (error) {
          const failure = asFailure(host, error);
          failed.set(host, failure);
          if (failure.exit !== EXIT.interrupted) tell({ type: 'host-failed', host, phase, failure });
        }
      };
      await Promise.all(hosts.map((host) => (together ? one(host) : limit(() => one(host)))));
      const inOrder = <V>(outcomes: ReadonlyMap<string, V>): ReadonlyMap<string, V> =>
        new Map(hosts.flatMap((host) => (outcomes.has(host) ? [[host, outcomes.get(host) as V] as const] : [])));
      return { done: inOrder(done), failed: inOrder(failed) };
    },
    async renew(host) {
      const fresh = await connect(host);
      const old = open.get(host);
      open.set(host, fresh);
      connections.set(host, Promise.resolve(fresh));
      await old?.close();
      return fresh;
    },
    exchanges: (host) => open.get(host)?.exchanges ?? 0,
    async close() {
      await Promise.allSettled([...open.values()].map((made) => made.close()));
    },
  };
}
