import { expect, test } from 'vitest';
import { handOver } from '../../../../roles/keepalived/handover/hand-over.ts';
import { joiningLast } from '../../../../roles/keepalived/joining.ts';
import role from '../../../../roles/keepalived/role.ts';
import { keepalivedFact } from '../../../../roles/keepalived/version/fact.ts';
import packages from '../../../../roles/packages/role.ts';
import { planSteps } from '../../../../src/core/plan.ts';
import type { Place } from '../../../../src/core/play.ts';
import { platformOf } from '../../../../src/platform/detect.ts';
import { contexts, EXAMPLE } from '../cluster.ts';
import { printed } from '../fixture.ts';

const on = contexts(role, { facts: { keepalived: {} } });
const place = (name: string, { active = false, joins = false } = {}): Place => {
  const [first] = on;
  if (first === undefined) throw new Error('the example has directors');
  const keepalived = keepalivedFact.parse(printed(joins ? '' : 'director\n'));
  return { host: { ...first.host, name, vars: EXAMPLE }, facts: { ...first.facts, keepalived }, active };
};
const names = (places: readonly Place[]): readonly string[] => places.map(({ host }) => host.name);

test('a director that joins comes when all others have it among their peers', () => {
  const places = [
    place('n0', { joins: true }),
    place('n1', { active: true }),
    place('n2'),
    place('n3', { joins: true }),
  ];
  expect(names(joiningLast(places))).toEqual(['n2', 'n1', 'n0', 'n3']);
});

test('while another stack serves, its director is the last', () => {
  const places = [place('n1', { active: true, joins: true }), place('n2', { joins: true }), place('n3')];
  expect(names(joiningLast(places))).toEqual(['n2', 'n3', 'n1']);
});

test('duties are not handed over to one that joins while another is there', () => {
  const [bare] = contexts(packages, { facts: { keepalived: {} } });
  if (bare === undefined) throw new Error('the example has directors');
  const installs = packages.resources({ ...bare, platform: platformOf('n1', bare.facts) });
  const active = place('n1', { active: true });
  const places = [place('n0', { joins: true }), active, place('n2')];
  const steps = planSteps(
    installs,
    installs.map(() => ({})),
  );
  expect(handOver.before?.({ ...active, places, steps })?.name).toBe('n1 hands its duties over to n2');
});
