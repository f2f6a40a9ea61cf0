import { expect, test } from 'vitest';
import type { Stack } from '../../../../src/cluster/ports/stack.ts';
import type { HaStatus } from '../../../../src/cluster/ports/status.ts';
import { answerOf } from '../../../../src/cluster/status/answer.ts';
import { probesOf } from '../../../../src/cluster/status/ask.ts';
import { columnsOf } from '../../../../src/cluster/status/columns.ts';
import { foldStatus } from '../../../../src/cluster/status/fold-groups.ts';
import { answerTo, type Probe, readOutputs } from '../../../../src/cluster/status/probe.ts';
import { sh } from '../../../../src/core/sh.ts';
import { uncoloured } from '../../../../src/output/paint.ts';
import { formatStatus } from '../../../../src/output/status.ts';
import { captured, type Node, type Outputs } from './captured.ts';
import { ACTIVE_TOO, CLUSTER, down } from './cluster.ts';

/** Prints `MODE NODE…`: what it does, and whom it hears. */
const frost: Probe<{ readonly mode: string; readonly hears: readonly string[] }> = {
  id: 'frost',
  ask: ({ peers }) => sh`frostctl state ${peers}`,
  parse({ stdout }) {
    const [mode = '', ...hears] = stdout.trim().split(' ');
    return { mode, hears };
  },
};
const FROST: HaStatus = {
  probes: [frost],
  fields: ({ said }) => ({ frost: answerTo(said, frost)?.mode }),
  columns: [{ title: 'FROST', cell: ({ frost: mode = '' }) => String(mode) }],
  findings: ({ host, answer }) =>
    answerTo(answer.said, frost)?.mode === 'melted'
      ? [{ host: host.name, message: 'frost has melted', mendedBy: /^service frost$/ }]
      : [],
  handsOver: ({ said }) => answerTo(said, frost)?.mode === 'moving',
  sees: ({ said }) => answerTo(said, frost)?.hears ?? [],
  isReady: () => true,
  mends: { nobody: 'command take', two: 'command give', table: /^command balance$/ },
};
const { ha, balancer } = CLUSTER.stack;
const stack: Stack = { ha: { ...ha, id: 'frost', status: FROST }, balancer };

function status(said: Readonly<Record<Node, string>>, rest: object = {}, n2: Outputs = {}) {
  const probes = probesOf(stack, { director: true });
  const answers = (['n1', 'n2'] as const).map((name) => {
    const own = { frost: { code: 0, stdout: said[name], stderr: '' } };
    const all: Outputs = { ...captured('make-before-break', name), ...own, ...(name === 'n2' ? n2 : {}) };
    const outputs = probes.map(({ id }) => all[id] ?? { code: 127, stdout: '', stderr: '' });
    return [name, answerOf(readOutputs(probes, outputs))] as const;
  });
  const known = {
    now: new Date(0),
    answers: new Map(answers),
    failures: new Map(),
    drift: { steps: { n1: [], n2: [] } },
  };
  return foldStatus({ ...CLUSTER, stack }, { ...known, ...rest });
}

test('a stack is asked its own questions, and no other stack’s', () => {
  const ids = probesOf(stack, { director: true }).map(({ id }) => id);
  expect(ids).toContain('frost');
  expect(ids.filter((id) => id.startsWith('heartbeat'))).toEqual([]);
  expect(probesOf(stack, { director: false }).map(({ id }) => id)).not.toContain('frost');
});

test('what it says is in JSON under its own name, in a column of its own, and among the findings', () => {
  const made = status({ n1: 'frozen n2\n', n2: 'melted n1\n' });
  expect(made.hosts.map(({ frost: mode, heartbeat }) => [mode, heartbeat])).toEqual([
    ['frozen', undefined],
    ['melted', undefined],
  ]);
  expect(made.problems).toEqual(['n2: frost has melted']);
  const text = formatStatus(made, { columns: columnsOf(stack), paint: uncoloured }).join('\n');
  expect(text).toMatch(/ STATE +FROST +LDIRECTORD$/m);
  expect(text).toMatch(/^n2 .* standby +melted +running$/m);
});

test('what it knows counts: that duties are handed over, whom it hears, and which steps mend what', () => {
  const twice = Object.fromEntries(
    Object.entries(ACTIVE_TOO).map(([id, stdout]) => [id, { code: 0, stdout: String(stdout), stderr: '' }]),
  );
  expect(status({ n1: 'frozen n2', n2: 'frozen n1' }, {}, twice).alarms).toContainEqual(
    expect.stringMatching(/^SPLIT BRAIN/),
  );
  expect(status({ n1: 'frozen n2', n2: 'moving n1' }, {}, twice).alarms).toEqual([]);
  const half = status({ n1: 'frozen n2', n2: '' }, down('n2'));
  expect(half.hosts[1]?.seen).toEqual(['frost on n1 sees it active']);
  const difference = { id: 'service frost', what: 'service frost (running no, wanted yes)' };
  const drift = { steps: { n1: [], n2: [difference.id] }, serving: { n2: [difference] } };
  expect(status({ n1: 'frozen n2', n2: 'melted n1' }, { drift }).problems).toEqual(['n2: frost has melted']);
});
