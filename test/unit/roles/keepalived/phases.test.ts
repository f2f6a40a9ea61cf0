import { execFileSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { askAlike } from '../../../../roles/keepalived/alike.ts';
import { phasePlays } from '../../../../roles/keepalived/phases.ts';
import { keepalived } from '../../../../roles/keepalived/stack.ts';
import type { Context } from '../../../../src/cluster/model/role.ts';
import type { Play } from '../../../../src/core/play.ts';
import type { Resource } from '../../../../src/core/resource.ts';
import { platformOf } from '../../../../src/platform/detect.ts';
import { contexts } from '../cluster.ts';

const HOLDS = { addresses: [{ device: 'eth0', label: 'eth0', address: '192.168.6.240', prefix: 24 }] };

/** What a play wants of each director; n1 is active. */
function resources(
  { roles: [role] }: Play,
  recalled: Readonly<Record<string, string>>,
): Readonly<Record<string, readonly Resource[]>> {
  if (role === undefined) throw new Error('the play has no role');
  const on = contexts(role, { recalled, facts: { keepalived: {} }, hostFacts: { n1: HOLDS } });
  return Object.fromEntries(
    on.map((context: Context<unknown>) => [
      context.name,
      role.resources({ ...context, platform: platformOf(context.name, context.facts) }),
    ]),
  );
}

/** The same, by the names of its files and commands. */
const wantedBy = (
  play: Play,
  recalled: Readonly<Record<string, string>>,
): Readonly<Record<string, readonly string[]>> =>
  Object.fromEntries(
    Object.entries(resources(play, recalled)).map(([name, all]) => [
      name,
      all.map(({ id }) => id).filter((id) => /alike|keepalived.conf|^command keepalived|^clients/.test(id)),
    ]),
  );

function wanted(phase: number, recalled: Readonly<Record<string, string>>) {
  const play = phasePlays[phase];
  if (play === undefined) throw new Error('there is no such phase');
  return wantedBy(play, recalled);
}

const RUN = { n1: 'state runs active 240 none\n', n2: 'state runs standby 140 none\n' };
const ALIKE = 'file /etc/keepalived/umctl/alike';
const CHANGES = [ALIKE, 'command keepalived begins anew with other settings', 'file /etc/keepalived/keepalived.conf'];

test('settings by which directors hear each other come to a standby first, which stops when they change', () => {
  expect(wanted(0, RUN)).toEqual({
    n1: [],
    n2: [ALIKE, 'command keepalived stands down until the active director has the same settings'],
  });
});

test('then to the active director, which goes on alone', () => {
  expect(wanted(1, RUN)).toEqual({ n1: CHANGES, n2: [] });
});

test('but it changes last where all directors run and hear each other, by what is asked of their notes', () => {
  const [standby] = phasePlays;
  const note = standby === undefined ? undefined : resources(standby, RUN)['n2']?.find(({ id }) => id === ALIKE);
  const file = path.join(mkdtempSync(path.join(tmpdir(), 'alike-')), 'note');
  writeFileSync(file, String(note?.want['content']));
  const ask = askAlike.text.replaceAll('/etc/keepalived/umctl/alike', file);
  const said = execFileSync('sh', ['-c', ask], { encoding: 'utf8' });
  const known = { n1: `${RUN.n1}${said}`, n2: `${RUN.n2}${said}` };
  expect(wanted(1, known)).toEqual({ n1: [], n2: [] });
  const active = { n1: CHANGES, n2: [] };
  expect(wanted(1, { ...known, n2: known.n2.replace('runs', 'stopped') }), 'one stands down').toEqual(active);
  expect(wanted(1, { ...known, n1: RUN.n1 }), 'its settings are not known').toEqual(active);
  writeFileSync(file, String(note?.want['content']).replace('version 3', 'version 2'));
  const other = execFileSync('sh', ['-c', ask], { encoding: 'utf8' });
  expect(wanted(1, { ...known, n1: `${RUN.n1}${other}` }), 'it has others').toEqual(active);
});

test('clients leave real servers before the active director forgets those', () => {
  const { ha, balancer } = keepalived;
  const plays = [...ha.before, ...balancer.plays({ handOver: ha.handOver }), ...ha.plays];
  const inOrder = plays.flatMap((play) => wantedBy(play, RUN)['n1'] ?? []);
  expect(inOrder[0]).toBe('clients of real servers that leave');
  expect(inOrder).toContain('file /etc/keepalived/keepalived.conf');
});

test('a cluster that keepalived does not run yet has no such phases', () => {
  expect([wanted(0, {}), wanted(1, {})]).toEqual([
    { n1: [], n2: [] },
    { n1: [], n2: [] },
  ]);
});
