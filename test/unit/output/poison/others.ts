import type { DrillReport } from '../../../../src/cluster/drill/report.ts';
import type { ClusterStatus } from '../../../../src/cluster/status/shape.ts';
import type { Figures } from '../../../../src/load/statistics.ts';
import type { HistoryEntry } from '../../../../src/output/history.ts';
import { run } from './events.ts';
import { POISON, type Poisoned } from './poison.ts';

const name = POISON;
const at = POISON;
const real = { name, address: POISON, forwarding: POISON, weight: 1, wanted: 1, active: 0, inactive: 0, persistent: 0 };

export const status: Poisoned<ClusterStatus> = {
  ...{ at, address: POISON, alarms: [POISON], problems: [POISON], unknown: [POISON] },
  active: [{ host: POISON, since: POISON }],
  arp: { owners: [POISON], heardBy: [POISON], askedFrom: [POISON], deaf: [{ host: POISON, why: POISON }] },
  shared: [
    {
      addresses: [POISON],
      active: [POISON],
      arp: { owners: [POISON], heardBy: [POISON], askedFrom: [POISON], deaf: [{ host: POISON, why: POISON }] },
    },
  ],
  hosts: (['up', 'unreachable'] as const).map((state) => ({
    ...{ name, director: true, address: POISON, state, failure: POISON, seen: [POISON], holds: [POISON], heldFor: 5 },
    ...{ mac: POISON, ldirectord: 'running' },
    heartbeat: {
      ...{ running: true, resources: POISON, handsOver: true },
      peers: [{ node: POISON, status: POISON }],
      links: [{ node: POISON, link: POISON, status: POISON }],
    },
  })),
  services: [{ name, key: POISON, scheduler: POISON, flags: [POISON], reals: [real, { ...real, weight: 0 }] }],
  drained: [{ name, address: POISON, state: 'drained', since: POISON, by: POISON, why: POISON }],
  drift: { steps: { [POISON]: [POISON] }, serving: { [POISON]: [{ id: POISON, what: POISON }] } },
};

const figures: Figures = {
  ...{ requests: 3, failed: 1, failures: { timeout: 1 }, slow: 0, broken: 1, longestGap: { from: 0, to: 5 } },
  ...{ latency: { median: 1, p99: 1, most: 1 }, servedBy: { [POISON]: 2 }, heldUp: 0 },
};

export const drillReport: DrillReport = {
  fault: { name: 'stop-heartbeat', host: POISON, what: POISON, leaves: POISON },
  urls: [POISON, POISON],
  byUrl: [{ url: POISON, before: figures, after: figures }],
  ...{ faultAt: 0, url: POISON, from: POISON, recovery: 5, judgements: [], passed: false, outcome: 'failed' },
  events: [{ at: 0, kind: 'trouble', host: POISON, message: POISON }],
  load: { rate: 1, limit: 1, keepAlive: { connections: 1, every: 1, patience: 1 }, slowAfter: 1 },
  cluster: { virtualAddress: POISON, nodes: [] },
  ...{ activeBefore: [POISON], activeAfter: [POISON], before: figures, after: figures, typed: POISON },
  result: { began: 0, milliseconds: 1, requests: [], breaks: [], heldUp: 0 },
  versions: { umctl: POISON, nodes: { [POISON]: POISON } },
};

const by = { run: POISON, user: POISON, controller: POISON, machine: POISON, boot: POISON, pid: 1, started: POISON };

export const entry: HistoryEntry = {
  record: {
    id: POISON,
    head: {
      ...{ format: 1, command: POISON, version: POISON, inventory: { file: POISON, digest: POISON } },
      by: { ...by, since: POISON, message: POISON },
      selection: { playbook: POISON, limit: POISON, tags: [POISON], skipTags: [POISON], run: POISON, node: POISON },
    },
    events: [
      ...run.flatMap((event) => (event.type === 'drill' ? [] : [{ ...event, at }])),
      { type: 'step-start', at, host: POISON, id: POISON, title: POISON, index: 0 },
      { type: 'error', at, exit: 3, problems: [{ message: POISON }] },
    ],
  },
  outcome: { kind: 'ended abruptly' },
};
