import { expect, test } from 'vitest';
import type { Event } from '../../../src/core/events.ts';
import { createSecrets, showSecrets } from '../../../src/core/secrets.ts';
import { createRedact } from '../../../src/core/shown.ts';
import { identity } from '../step.ts';

const SECRET = 'heartbeat-2';

function redacting(value: string, own: readonly string[] = []) {
  const secrets = createSecrets();
  secrets.seal('password', value);
  const redact = createRedact(secrets, new Set(own));
  return <T>(shown: T): T => JSON.parse(showSecrets(JSON.stringify(redact(shown)))) as T;
}

const OUT = expect.stringMatching(/^<secret password [0-9a-f]{8}>$/);

const change = (field: string, from: string, to: string) => ({ field, from, to });

test('what umctl itself wants is shown as it is, of what a host has instead only words of attributes', () => {
  const step = {
    ...identity('file', `/srv/${SECRET}`),
    because: { type: 'uses', ids: [`package ${SECRET}`] } as const,
    changes: [
      change('owner', SECRET, 'root'),
      change('content', SECRET, `use ${SECRET}`),
      change('content', `use ${SECRET}\n${SECRET}`, `use ${SECRET}`),
      change('target', SECRET, SECRET),
    ],
    command: { run: { text: `chown ${SECRET}` }, stdin: `use ${SECRET}` },
  };
  const event: Event = { type: 'plan', host: SECRET, steps: [step], roles: { [`file /srv/${SECRET}`]: SECRET } };
  const steps = [
    {
      ...step,
      changes: [
        change('owner', SECRET, 'root'),
        change('content', OUT, `use ${SECRET}`),
        change('content', expect.stringMatching(/^use heartbeat-2\n<secret password/), `use ${SECRET}`),
        // A link that umctl wants to go where it goes.
        change('target', SECRET, SECRET),
      ],
    },
  ];
  expect(redacting(SECRET)(event)).toEqual({ ...event, steps });
});

test.each<Event>([
  {
    type: 'check',
    result: {
      name: 'n1: answers',
      hosts: ['n1'],
      complaint: SECRET,
      evidence: [{ host: 'n1', command: 'ask', output: { code: 1, stdout: SECRET, stderr: SECRET } }],
      milliseconds: 1,
    },
  },
  { type: 'warning', message: SECRET },
  { type: 'waiting', checks: [SECRET] },
  { type: 'drill', message: SECRET },
  {
    type: 'host-failed',
    host: 'n1',
    phase: 'act',
    failure: { host: 'n1', exit: 3, message: SECRET, output: SECRET, next: SECRET },
  },
  {
    type: 'summary',
    summary: {
      command: 'apply',
      exit: 3,
      checks: { passed: 0, failed: 0 },
      milliseconds: 1,
      hosts: [
        { host: 'n1', outcome: 'failed', planned: 1, done: 0, failure: { host: 'n1', exit: 3, message: SECRET } },
      ],
    },
  },
])('nothing of what a host says is left in $type', (event) => {
  const shown = redacting(SECRET)(event);
  expect(JSON.stringify(shown)).not.toContain(SECRET);
  expect(JSON.parse(JSON.stringify(shown).replaceAll(/<secret password [0-9a-f]{8}>/g, SECRET))).toEqual(event);
});

test("a failure's output is a host's where it has a command, and may hold no word; else it is umctl's own sentence", () => {
  const failure = { host: 'n1', exit: 3, message: 'root failed', output: 'owner root → daemon' };
  expect(redacting('root')(failure)).toEqual(failure);
  expect(redacting('root')({ ...failure, command: 'su root', output: 'root' })).toEqual({
    ...failure,
    command: 'su root',
    output: OUT,
  });
});

test('a text that is a value of the inventory as a whole is shown, as a status has many', () => {
  const status = { address: SECRET, failure: `no route to ${SECRET}` };
  expect(redacting(SECRET, [SECRET])(status)).toEqual({ ...status, failure: expect.not.stringContaining(SECRET) });
});
