import { expect, test } from 'vitest';
import { z } from 'zod';
import { check } from '../../../src/core/check.ts';
import { compose } from '../../../src/core/compose.ts';
import type { Domain } from '../../../src/core/domain.ts';
import { EXIT, HostError } from '../../../src/core/errors.ts';
import type { Facts } from '../../../src/core/facts.ts';
import type { Host } from '../../../src/core/host.ts';
import type { Platform } from '../../../src/core/platform.ts';
import type { Job } from '../../../src/core/play.ts';
import { defineResource } from '../../../src/core/resource.ts';
import { type AnyRole, defineRole } from '../../../src/core/role.ts';
import { sh } from '../../../src/core/sh.ts';

const note = defineResource<{ readonly text: string }, { readonly text: string }>({
  type: 'note',
  key: ({ text }) => text,
  want: (params) => params,
  probe: () => sh`true`,
  parse: () => ({}),
  apply: () => ({ run: sh`true` }),
});
const host = (name: string, groups: readonly string[]): Host => ({
  name,
  groups,
  vars: {},
  connection: { host: name, sshOptions: {} },
  at: (path) => ({ file: 'inv.yaml', line: path.length, column: 1 }),
});
const n1 = host('n1', ['directors']);
const n2 = host('n2', ['directors']);
const r1 = host('r1', ['real_servers']);
const role = (name: string, more: Partial<AnyRole> = {}): AnyRole => ({
  ...defineRole({ name, vars: z.object({}), resources: () => [note({ text: name })] }),
  ...more,
});
const job = (roles: readonly AnyRole[], more: Partial<Job> = {}): Job => ({
  hosts: [n1, n2, r1],
  selected: new Set(['n1', 'n2']),
  plays: [{ play: { name: 'all', hosts: 'directors', roles }, hosts: [n1, n2] }],
  vars: new Map([n1, n2].map(({ name }) => [name, new Map(roles.map((each) => [each.name, {}]))])),
  wants: () => true,
  ...more,
});
const facts = {} as Facts;
const known = (...names: readonly string[]) => ({
  facts: new Map(names.map((name) => [name, facts])),
  secrets: () => ({}),
  recalled: () => new Map<string, string>(),
});
const platformOf = (): Platform => ({ name: 'test' }) as Platform;

test('each host gets what its roles want, in the order of the play, and each role once', () => {
  const [a, b] = [role('a'), role('b')];
  const two = job([a, b, a], {});
  const desired = compose(two, known('n1', 'n2'), platformOf).desired;
  expect([...desired.keys()]).toEqual(['n1', 'n2']);
  expect(desired.get('n1')?.plays.map((play) => play.map(({ id }) => id))).toEqual([['note a', 'note b']]);
});

test('a role is told its place by the domain, from the members of groups it is not on as well, and what came before it', () => {
  let seen: unknown;
  const spy = role('spy', {
    resources: (context) => {
      seen = (context as typeof context & { readonly place: unknown }).place;
      expect([...context.earlier.keys()]).toEqual(['note first']);
      return [];
    },
  });
  const domain: Domain = {
    groups: [],
    view: (host) => host,
    review: () => ({ failed: new Map(), warnings: [], refused: [] }),
    place: (members) => ({
      place: [members('directors'), members('directors', 'real_servers')].map((some) => some.map(({ name }) => name)),
    }),
  };
  compose(job([role('first'), spy], { domain }), known('n1'), platformOf);
  expect(seen).toEqual([
    ['n1', 'n2'],
    ['n1', 'n2', 'r1'],
  ]);
});

test('a role knows what hosts are that the run is not for, if umctl can work on them', () => {
  const seen: (readonly string[])[] = [];
  const spy = role('spy', {
    resources: ({ known: hosts }) => {
      seen.push([...hosts.keys()]);
      return [];
    },
  });
  const { failed } = compose(job([spy], { selected: new Set(['n1']) }), known('n1', 'n2', 'r1'), (name) => {
    if (name === 'r1') throw new HostError({ host: 'r1', exit: EXIT.failed, message: 'umctl does not know Plan 9' });
    return platformOf();
  });
  expect(seen).toEqual([['n1', 'n2']]);
  expect([...failed]).toEqual([]);
});

test('what roles refuse of the hosts names the host and the place', () => {
  const strict = role('strict', { refuseHost: () => [{ path: ['gateway'], message: 'gateway: is a director' }] });
  const problem = { at: { file: 'inv.yaml', line: 1, column: 1 }, message: 'gateway: is a director' };
  expect(compose(job([strict]), known('n1', 'n2'), platformOf).refused).toEqual([
    { host: 'n1', problem },
    { host: 'n2', problem },
  ]);
});

test('a host that umctl does not know how to work on fails alone', () => {
  const failure = { host: 'n1', exit: EXIT.failed, message: 'umctl does not know Plan 9' };
  const composition = compose(job([role('a')]), known('n1', 'n2'), (name) => {
    if (name === 'n1') throw new HostError(failure);
    return platformOf();
  });
  expect([...composition.failed]).toEqual([['n1', failure]]);
  expect([...composition.desired.keys()]).toEqual(['n2']);
});

test('a role that is not wanted gives no steps and no checks, but later roles know it', () => {
  const healthy = [check('is well', 'n1', sh`true`, () => undefined)];
  const [a, b] = [role('a', { checks: () => healthy, clusterChecks: () => healthy }), role('b')];
  const composition = compose(job([a, b], { wants: (each) => each !== a }), known('n1', 'n2'), platformOf);
  expect(composition.desired.get('n1')?.plays[0]?.map(({ id }) => id)).toEqual(['note b']);
  expect([composition.desired.get('n1')?.checks, composition.clusterChecks]).toEqual([[], []]);
});

test('checks across hosts are made only when all of the role were asked', () => {
  const whole = role('whole', {
    clusterChecks: (all) => [check(`${all.length} hosts`, 'n1', sh`true`, () => undefined)],
  });
  expect(compose(job([whole]), known('n1', 'n2'), platformOf).clusterChecks).toHaveLength(1);
  expect(compose(job([whole]), known('n1'), platformOf).clusterChecks).toEqual([]);
});

test('two roles may want the same of a resource, but not different things', () => {
  const twice = compose(
    job([role('a'), role('b', { resources: () => [note({ text: 'a' })] })]),
    known('n1'),
    platformOf,
  );
  expect(twice.desired.get('n1')?.plays[0]?.map(({ id }) => id)).toEqual(['note a']);
  const other = role('b', { resources: () => [{ ...note({ text: 'a' }), want: { text: 'c' } }] });
  expect(() => compose(job([role('a'), other]), known('n1'), platformOf)).toThrow(
    'two roles want different things of note a: b and a role before it',
  );
});

test('a host that cannot do what a role wants of it fails by itself, and the others are worked on', () => {
  const cannot: Platform = {
    ...platformOf(),
    want: () => {
      throw new HostError({ host: 'n1', exit: EXIT.failed, message: "umctl has no way to provide 'firewall' on n1" });
    },
  };
  const wants = role('walled', {
    resources: ({ name, platform }) => (name === 'n1' ? platform.want({ id: 'firewall' }, {}) : []),
    clusterChecks: () => [check('across', 'n1', sh`:`, () => undefined)],
  });
  const { failed, desired, clusterChecks } = compose(job([wants]), known('n1', 'n2'), (name) =>
    name === 'n1' ? cannot : platformOf(),
  );
  expect([...failed].map(([host, { message }]) => [host, message])).toEqual([
    ['n1', "umctl has no way to provide 'firewall' on n1"],
  ]);
  expect([[...desired.keys()], clusterChecks]).toEqual([['n2'], []]);
});
