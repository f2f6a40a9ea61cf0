import { stripVTControlCharacters } from 'node:util';
import { expect, test } from 'vitest';
import type { Step } from '../../../src/core/plan.ts';
import { createSecrets } from '../../../src/core/secrets.ts';
import { sh } from '../../../src/core/sh.ts';
import { coloured, uncoloured } from '../../../src/output/paint.ts';
import { formatPlans } from '../../../src/output/plan.ts';
import { makeStep } from '../step.ts';

const look = { paint: uncoloured, diff: true, verbosity: 0 };

const file = makeStep('file', '/etc/ha.d/ha.cf', {
  changes: [
    { field: 'mode', from: '0600', to: '0644' },
    { field: 'content', from: 'keepalive 1\ndeadtime 10\nnode n1\n', to: 'keepalive 1\ndeadtime 3\nnode n1\n' },
  ],
  command: { run: sh`put ${'/etc/ha.d/ha.cf'}`, stdin: 'keepalive 1\ndeadtime 3\nnode n1\n' },
});

const service = makeStep('service', 'heartbeat', {
  changes: [
    { field: 'running', from: false, to: true },
    { field: 'config', from: undefined, to: `${'c0ffee'.repeat(10)}abcd` },
  ],
  because: { type: 'uses', ids: ['file /etc/ha.d/ha.cf'] },
  command: { run: sh`service heartbeat restart` },
});

const show = (steps: readonly Step[], options: Partial<typeof look> = {}): string =>
  formatPlans([{ host: 'n1', steps }], { ...look, ...options }).join('\n');

test('a plan shows every field old → new, texts as diffs, and reasons', () => {
  expect(show([file, service])).toBe(
    `
n1: 2 steps
  file /etc/ha.d/ha.cf
    mode     0600 → 0644
    content  +1 line, -1 line
      @@ -1,3 +1,3 @@
       keepalive 1
      -deadtime 10
      +deadtime 3
       node n1
  service heartbeat
    because file /etc/ha.d/ha.cf changes
    running  no → yes
    config   (absent) → c0ffeec0ffee…`.slice(1),
  );
});

test('without diffs the lines are counted', () => {
  expect(show([file], { diff: false })).toBe(
    `
n1: 1 step
  file /etc/ha.d/ha.cf
    mode     0600 → 0644
    content  +1 line, -1 line`.slice(1),
  );
});

test('-v shows the commands, -vv what they read', () => {
  expect(show([file], { diff: false, verbosity: 1 })).toContain('\n    $ put /etc/ha.d/ha.cf\n    stdin: 3 lines');
  expect(show([file], { diff: false, verbosity: 1 })).not.toContain('< keepalive');
  expect(show([file], { diff: false, verbosity: 2 })).toContain('\n    < keepalive 1\n    < deadtime 3\n');
});

test('a new file is shown whole, and as new', () => {
  const content = { field: 'content', from: undefined, to: 'one\ntwo\n' };
  expect(show([{ ...file, changes: [content] }])).toBe(
    `
n1: 1 step
  file /etc/ha.d/ha.cf
    content  +2 lines, -0 lines (new)
      @@ -0,0 +1,2 @@
      +one
      +two`.slice(1),
  );
});

test('a secret shows as its name and fingerprint, in fields, diffs and input', () => {
  const secrets = createSecrets();
  const key = secrets.seal('heartbeat', 'correct horse');
  const to = `auth 1\n1 sha1 ${key}\n`;
  const step = makeStep('file', '/etc/ha.d/authkeys', {
    changes: [
      { field: 'content', from: undefined, to },
      { field: 'key', from: undefined, to: key },
    ],
    command: { run: sh`put ${'/etc/ha.d/authkeys'}`, stdin: to },
  });
  const text = show([step], { verbosity: 2 });
  expect(text).toMatch(/\+1 sha1 <secret heartbeat [0-9a-f]{8}>/);
  expect(text).toMatch(/key {6}\(absent\) → <secret heartbeat [0-9a-f]{8}>/);
  expect(text).toMatch(/< 1 sha1 <secret heartbeat [0-9a-f]{8}>/);
  expect(text).not.toMatch(/[\uE000\uE001]|correct horse/);
});

test('what a host says cannot steer the terminal', () => {
  const change = { field: 'content', from: 'quiet\u001B[2J\r\n', to: 'quiet\n' };
  const text = show([{ ...file, changes: [change, { field: 'owner', from: '\u009B31m', to: 'root' }] }]);
  expect(text).toContain('-quiet\\x1b[2J\\x0d');
  expect(text).toContain('\\x9b31m → root');
  expect(text).not.toContain('\u001B');
});

test('nothing to do is said', () => {
  expect(show([])).toBe('n1: nothing to do');
});

test('colours add nothing but colours', () => {
  const bright = formatPlans([{ host: 'n1', steps: [file, service] }], { ...look, paint: coloured }).join('\n');
  expect(bright).toContain('\u001B[32m+deadtime 3');
  expect(stripVTControlCharacters(bright)).toBe(show([file, service]));
});

test('values where none were known share a line, so that a new file is its text', () => {
  const fresh = { mode: '0644', owner: 'root', group: 'root' };
  const changes = Object.entries(fresh).map(([field, to]) => ({ field, from: undefined, to }));
  const kind = { field: 'kind', from: 'absent', to: 'file' };
  expect(show([{ ...file, changes: [kind, ...changes] }])).toBe(
    `
n1: 1 step
  file /etc/ha.d/ha.cf
    set mode 0644, owner root, group root
    kind  absent → file`.slice(1),
  );
});

test('many hosts alike read as one, and what differs is told with the hosts that it differs on', () => {
  const own = (mode: string): Step => ({ ...file, changes: [{ field: 'mode', from: mode, to: '0644' }] });
  const name = (i: number): string => `n${i + 1}`;
  const plans = [
    ...Array.from({ length: 50 }, (_, i) => ({
      host: name(i),
      steps: [own(i === 2 || i === 9 ? '0640' : '0600'), service],
    })),
    ...Array.from({ length: 20 }, (_, i) => ({ host: name(50 + i), steps: [] })),
  ];
  expect(formatPlans(plans, look).join('\n')).toBe(
    `
n1, n2 and 48 more: 2 steps each
  file /etc/ha.d/ha.cf
    on n1, n2 and 46 more:
      mode  0600 → 0644
    on n3, n10:
      mode  0640 → 0644
  service heartbeat
    because file /etc/ha.d/ha.cf changes
    running  no → yes
    config   (absent) → c0ffeec0ffee…
n51, n52 and 18 more: nothing to do`.slice(1),
  );
});
