import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import realserver from '../../../../roles/realserver/role.ts';
import { askActive } from '../../../../src/cluster/model/active.ts';
import { oneActive } from '../../../../src/cluster/model/one-active.ts';
import type { SegmentVars } from '../../../../src/cluster/model/segment-vars.ts';
import type { Sh } from '../../../../src/core/sh.ts';
import { contexts } from '../../roles/cluster.ts';

const vars = (count: number) => ({
  virtual_address: undefined,
  virtual_addresses: Array.from({ length: count }, (_, i) => ({ name: `a${i}`, address: `192.168.6.${100 + i}/24` })),
});

/** A host whose eth0 has these; prints what the question does, and how many processes it takes. */
function askedOn(held: readonly string[], question: Sh) {
  const set = held.map((address) => `ip addr add ${address}/24 dev eth0`).join('\n');
  const script = `ip link set lo up; ip link add eth0 type veth peer name other; ip link set eth0 up
${set}
first=$(sh -c 'echo $$')
sh -c "$1"
echo "processes $(($(sh -c 'echo $$') - first))"`;
  const lines = execFileSync(
    'unshare',
    ['-npf', '--mount-proc', '--kill-child', 'sh', '-c', script, 'sh', question.text],
    {
      encoding: 'utf8',
      timeout: 20_000,
    },
  ).split('\n');
  const processes = Number(lines.findLast((line) => line.startsWith('processes '))?.split(' ')[1]);
  return { processes, stdout: lines.filter((line) => !line.startsWith('processes')).join('\n') };
}

const questionsOf = (count: number) => {
  const all = contexts<SegmentVars>(realserver, { vars: vars(count) });
  const [first] = all;
  if (first === undefined) throw new Error('no host');
  const [active] = oneActive(all, 'why');
  const [holds] = realserver.checks?.(first) ?? [];
  return { duty: askActive(first.vars), active, holds };
};

test.each([2, 10, 75])('who of %i addresses is there is asked with as few processes as of two', (count) => {
  const { duty, active, holds } = questionsOf(count);
  const has = Array.from({ length: count }, (_, i) => `192.168.6.${100 + i}`);
  for (const question of [duty, active?.asks['n1'], holds?.asks['n1']]) {
    if (question === undefined) throw new Error('nothing is asked');
    expect(askedOn(has.slice(-1), question).processes).toBeLessThanOrEqual(9);
  }
  expect(askedOn([], duty).stdout.trim()).toBe('standby');
  expect(askedOn(has.slice(-1), duty).stdout.trim()).toBe('active');
  // 192.168.6.10 is the beginning of one, and none of them.
  expect(askedOn(['192.168.6.10'], duty).stdout.trim()).toBe('standby');
});

test('an active director that lacks one is told by the name of that', () => {
  const { active } = questionsOf(3);
  const question = active?.asks['n1'];
  if (question === undefined) throw new Error('nothing is asked');
  const output = { stdout: askedOn(['192.168.6.100', '192.168.6.102'], question).stdout, stderr: '', code: 0 };
  expect(active?.failure({ n1: output })).toBe('n1 is active without a1 (192.168.6.101)');
});
