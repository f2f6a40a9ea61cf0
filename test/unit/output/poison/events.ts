import { EXIT } from '../../../../src/core/errors.ts';
import type { Event, Summary } from '../../../../src/core/events.ts';
import type { Step } from '../../../../src/core/plan.ts';
import { POISON, type Poisoned } from './poison.ts';

const host = POISON;
const failure = {
  ...{
    host,
    exit: EXIT.failed,
    message: POISON,
    command: POISON,
    output: POISON,
    outputIs: 'what differs' as const,
    denied: [POISON],
    next: POISON,
  },
  reached: true,
} as const;

const step: Poisoned<Step> = {
  ...{ id: POISON, type: POISON, key: POISON, title: POISON, restorable: 'no', impact: 'reload', rereadBy: POISON },
  changes: [
    { field: POISON, from: POISON, to: POISON },
    { field: POISON, from: true, to: POISON },
  ],
  ...{ because: { type: 'reset', ids: [POISON], field: POISON, how: POISON }, cannot: POISON, loses: POISON },
  command: {
    run: { text: POISON },
    stdin: POISON,
    withinSeconds: 3,
    several: {
      ...{ prepare: { text: POISON }, finish: { text: POISON }, words: [POISON], end: POISON },
      ...{ into: POISON, among: { place: POISON, into: POISON } },
    },
    patienceSeconds: 3,
  },
};

const summary: Poisoned<Summary> = {
  command: POISON,
  exit: EXIT.failed,
  hosts: [{ host, outcome: 'failed', planned: 2, done: 1, failure }],
  checks: { passed: 1, failed: 1 },
  milliseconds: 5,
  run: POISON,
  marks: { drained: [POISON] },
  onlyShown: true,
  alreadyApplied: true,
  savedTo: POISON,
  clusters: [{ cluster: POISON, exit: EXIT.failed }],
};

type OfType<Type> = Omit<Poisoned<Extract<Event, { readonly type: Type }>>, 'cluster'>;

/** An event of each type, in the order of a run. */
export const events: { readonly [Type in Event['type']]: OfType<Type> } = {
  phase: { type: 'phase', phase: 'apply', hosts: [host] },
  'host-start': { type: 'host-start', host, phase: 'apply', steps: 2 },
  facts: {
    ...{ type: 'facts', host, packages: { [POISON]: POISON }, rows: [{ name: POISON, values: [POISON] }] },
    facts: {
      ...{ nodeName: POISON, kernel: POISON, machine: POISON, boot: POISON, uid: 0, init: 'systemd' },
      os: { id: POISON, idLike: [POISON], versionId: POISON, codename: POISON, prettyName: POISON },
      ...{ redhatRelease: POISON, network: 'unknown', networkManager: POISON, selinux: 'disabled', hiddenArp: true },
      ...{ profiles: [{ device: POISON, file: POISON }], sysklogd: true, interfaces: [POISON], ipvs: true },
      addresses: [{ device: POISON, label: POISON, address: POISON, prefix: 24 }],
      defaultRoutes: [{ gateway: POISON, device: POISON }],
      served: POISON,
    },
  },
  plan: { type: 'plan', host, steps: [step], roles: { [POISON]: POISON } },
  'act-planned': { type: 'act-planned', host, name: POISON, note: POISON },
  locked: { type: 'locked', host, by: POISON, process: 'unknown', message: POISON },
  act: { type: 'act', name: POISON, marks: { drains: POISON } },
  'act-done': { type: 'act-done', name: POISON, milliseconds: 5, marks: { undrains: POISON } },
  'step-start': { type: 'step-start', host, id: POISON, title: POISON, index: 0 },
  waiting: { type: 'waiting', checks: [POISON] },
  chosen: { type: 'chosen', of: POISON, name: POISON, why: POISON },
  warning: { type: 'warning', message: POISON },
  would: { type: 'would', message: POISON },
  drill: { type: 'drill', at: 5, message: POISON },
  'step-done': { type: 'step-done', host, id: POISON, title: POISON, restorable: 'no', milliseconds: 5 },
  'steps-left': { type: 'steps-left', host, ids: [POISON], titles: [POISON] },
  'host-done': { type: 'host-done', host, phase: 'apply', milliseconds: 5 },
  'host-failed': { type: 'host-failed', host, phase: 'apply', failure },
  check: {
    type: 'check',
    result: {
      ...{ name: POISON, hosts: [POISON], complaint: POISON, remark: POISON, milliseconds: 5 },
      evidence: [{ host, command: POISON, output: { code: 1, stdout: POISON, stderr: POISON } }],
    },
  },
  summary: { type: 'summary', summary },
};

export const run: readonly Event[] = Object.values(events).map((event) => ({ ...event, cluster: POISON }) as Event);
