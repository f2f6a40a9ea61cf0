import { EXIT } from '../../../src/core/errors.ts';
import type { Event, Summary } from '../../../src/core/events.ts';
import type { Step } from '../../../src/core/plan.ts';
import { createSecrets } from '../../../src/core/secrets.ts';
import { sh } from '../../../src/core/sh.ts';

/** The value that no view may ever show. */
export const POISON = 'poison horse battery';

export const token = createSecrets().seal('heartbeat', POISON);

const step = (id: string, to: string | boolean): Step => ({
  id,
  changes: [{ field: 'content', from: undefined, to }],
  command: { run: sh`true`, stdin: String(to) },
});

const steps = [step('file /etc/ha.d/authkeys', `auth 1\n1 sha1 ${token}\n`), step('service heartbeat', true)];

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
  ...hosts.map((host): Event => ({ type: 'step-start', host, id: 'file /etc/ha.d/authkeys', index: 0 })),
  ...hosts.map((host): Event => ({ type: 'step-done', host, id: 'file /etc/ha.d/authkeys', milliseconds: 120 })),
  ...hosts.map((host): Event => ({ type: 'step-start', host, id: 'service heartbeat', index: 1 })),
  { type: 'host-failed', host: 'n2', phase, failure },
  { type: 'step-done', host: 'n1', id: 'service heartbeat', milliseconds: 11_000 },
  { type: 'host-done', host: 'n1', phase, milliseconds: 11_500 },
  { type: 'check', result: { name: 'n1: heartbeat is up', hosts: ['n1'], evidence: [], milliseconds: 900 } },
  { type: 'summary', summary },
];
