import { setTimeout as sleep } from 'node:timers/promises';
import { type HostFailure, throwFailures } from '../../core/errors.ts';
import { createFleet, type Fleet } from '../../engine/run/fleet.ts';
import { unlessAborted } from '../../engine/run/interrupted.ts';
import type { Session, Watch } from '../../engine/run/session.ts';
import type { Answer } from './answer.ts';
import { askDrift, askStatus, type HeardNodes, missingOf } from './ask-hosts.ts';
import type { Cluster } from './cluster.ts';
import type { KnownState } from './fold.ts';
import { foldStatus } from './fold-groups.ts';
import type { ClusterStatus, Drift } from './shape.ts';
import type { NodeFailure } from './unanswered.ts';

/** How long after an answer a node is asked again, how often the plan is made, and how often there is a picture; ms. */
const INTERVAL = 2_000;
const DRIFT_INTERVAL = 60_000;

/** An answer that takes longer than this is overdue, in milliseconds: the questions themselves take some two seconds. */
const OVERDUE = 10_000;

/** What is known so far, by node; every node is asked on its own, so that a dead one keeps no other waiting. */
interface Latest {
  readonly answers: Map<string, Answer>;
  readonly failures: Map<string, NodeFailure>;
  /** Nodes that answer, but nothing that could be believed. */
  readonly unfit: Map<string, HostFailure>;
  /** Which of the failed ones each node hears, by its last answer. */
  readonly alive: Map<string, ReadonlyMap<string, string>>;
  /** When the question was sent that is not answered yet, in milliseconds of `performance.now()`. */
  readonly asked: Map<string, number>;
  drift: Drift;
}

/**
 * Shows the cluster again and again until the run is interrupted.
 * @throws HostError where nodes answer, but not as they would answer root
 */
export async function watchStatus(
  session: Session,
  watch: Watch,
  cluster: Cluster,
  show: (status: ClusterStatus) => void,
): Promise<void> {
  const fleet = createFleet({ ...watch, connect: session.connect });
  const latest: Latest = {
    answers: new Map(),
    failures: new Map(),
    unfit: new Map(),
    alive: new Map(),
    asked: new Map(),
    drift: { unknown: 'not asked yet' },
  };
  const over = new AbortController();
  const signal = AbortSignal.any([watch.signal, over.signal]);
  const askedOnce = Promise.withResolvers<void>();
  const polls = cluster.hosts.map(({ name }) =>
    every(INTERVAL, signal, async () => {
      await poll(name, { fleet, cluster, latest, signal });
      if (latest.answers.size + latest.failures.size >= cluster.hosts.length) askedOnce.resolve();
    }),
  );
  const drifts = every(DRIFT_INTERVAL, signal, async () => {
    latest.drift = await askDrift({ ...session, ...watch, fleet, start: performance.now() });
  });
  const pictures = every(INTERVAL, signal, async () => {
    await Promise.race([askedOnce.promise, sleep(OVERDUE, undefined, { signal }).catch(() => undefined)]);
    throwFailures(cluster.hosts.flatMap(({ name }) => latest.unfit.get(name) ?? []));
    if (!signal.aborted) show(foldStatus(cluster, known(latest)));
  });
  try {
    await Promise.all([...polls, drifts, pictures]);
  } finally {
    over.abort();
    await fleet.close();
  }
}

interface Polling {
  readonly fleet: Fleet;
  readonly cluster: Cluster;
  readonly latest: Latest;
  readonly signal: AbortSignal;
}

/** Asks a node once; one that did not answer before is connected anew. */
async function poll(host: string, { fleet, cluster, latest, signal }: Polling): Promise<void> {
  latest.asked.set(host, performance.now());
  if (latest.failures.has(host)) await unlessAborted(host, () => fleet.renew(host), signal).catch(() => undefined);
  const task = { phase: 'observe' as const, hosts: [host], quiet: true };
  const missing = missingOf(cluster, latest.failures).filter(({ name }) => name !== host);
  const { done, failed } = await fleet.each<HeardNodes>(task, (connection) => askStatus(connection, cluster, missing));
  latest.asked.delete(host);
  for (const [, { answer, alive }] of done) {
    latest.answers.set(host, answer);
    latest.alive.set(host, alive);
    latest.failures.delete(host);
  }
  for (const [, failure] of failed) {
    latest.failures.set(host, { state: 'down', message: failure.message });
    if (failure.reached === true) latest.unfit.set(host, failure);
  }
}

function known({ answers, failures, alive, asked, drift }: Latest): KnownState {
  const now = performance.now();
  const late = [...asked].flatMap(([host, since]) => {
    const message = `no answer for ${Math.round((now - since) / 1000)} s`;
    return now - since > OVERDUE && !failures.has(host) ? [[host, { state: 'silent' as const, message }] as const] : [];
  });
  const all = new Map([...late, ...failures]);
  const heard = [...alive].flatMap(([host, names]) => (all.has(host) ? [] : [...names]));
  const missed = heard.filter(([name]) => all.has(name));
  return { now: new Date(), answers: new Map(answers), failures: all, alive: new Map(missed), drift };
}

/** Does something, waits, and does it again, until it is told to end. */
async function every(milliseconds: number, signal: AbortSignal, work: () => Promise<void>): Promise<void> {
  while (!signal.aborted) {
    await work();
    await sleep(milliseconds, undefined, { signal }).catch(() => undefined);
  }
}
