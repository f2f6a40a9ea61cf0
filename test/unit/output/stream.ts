import { EXIT } from '../../../src/core/errors.ts';
import type { Event, Summary } from '../../../src/core/events.ts';
import { createSecrets } from '../../../src/core/secrets.ts';
import { sh } from '../../../src/core/sh.ts';
import { begins, isDone, makeStep } from '../step.ts';

/** The value that no view may ever show. */
export const POISON = 'poison horse battery';

export const token = createSecrets().seal('heartbeat', POISON);

const changed = (to: string | boolean) => ({
  changes: [{ field: 'content', from: undefined, to }],
  command: { run: sh`true`, stdin: String(to) },
});

const authkeys = makeStep('file', '/etc/ha.d/authkeys', changed(`auth 1\n1 sha1 ${token}\n`));
const heartbeat = makeStep('service', 'heartbeat', changed(true));
const steps = [authkeys, heartbeat];

const failure = {
  host: 'n2',
  exit: EXIT.failed,
  message: 'service heartbeat could not be changed',
  command: 'systemctl restart heartbeat',
  output: `Job failed with ${token}\n`,
};

const summary: Summary = {
  command: 'apply',
  exit: EXIT.failed,
  hosts: [
    { host: 'n1', outcome: 'changed', planned: 2, done: 2 },
    { host: 'n2', outcome: 'failed', planned: 2, done: 1, failure },
  ],
  checks: { passed: 1, failed: 0 },
  milliseconds: 12_345,
};

const hosts = ['n1', 'n2'];
const phase = 'apply';

/** What comes before the question of an apply. */
export const planning: readonly Event[] = [
  { type: 'phase', phase: 'observe', hosts },
  ...hosts.map((host): Event => ({ type: 'host-start', host, phase: 'observe' })),
  ...hosts.map((host): Event => ({ type: 'host-done', host, phase: 'observe', milliseconds: 310 })),
  ...hosts.map((host): Event => ({ type: 'plan', host, steps })),
  { type: 'warning', message: 'heartbeat has only one link' },
  { type: 'phase', phase: 'approve', hosts },
];

/** What comes after it: n1 is done, n2 fails in its second step. */
export const applying: readonly Event[] = [
  { type: 'phase', phase, hosts },
  ...hosts.map((host): Event => ({ type: 'host-start', host, phase, steps: 2 })),
  ...hosts.map((host) => begins(host, authkeys, 0)),
  ...hosts.map((host) => isDone(host, authkeys, 120)),
  ...hosts.map((host) => begins(host, heartbeat, 1)),
  { type: 'host-failed', host: 'n2', phase, failure },
  isDone('n1', heartbeat, 11_000),
  { type: 'host-done', host: 'n1', phase, milliseconds: 11_500 },
  { type: 'check', result: { name: 'n1: heartbeat is up', hosts: ['n1'], evidence: [], milliseconds: 900 } },
  { type: 'summary', summary },
];
