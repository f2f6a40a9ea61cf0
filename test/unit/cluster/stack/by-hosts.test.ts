import { expect, test } from 'vitest';
import { byHosts } from '../../../../src/cluster/stack/by-hosts.ts';
import { setUpFact } from '../../../../src/cluster/stack/set-up.ts';
import type { Facts } from '../../../../src/core/facts.ts';
import type { Software } from '../../../../src/core/software.ts';
import { platformOf } from '../../../../src/platform/detect.ts';
import { NO_FACTS } from '../../roles/cluster.ts';
import { hostsOf, stackCalled } from './stacks.ts';

const software = (name: string): Software => ({ id: name, packages: { deb: [name], rpm: [name] } });
const classic = stackCalled('classic', { most: 2, software: [software('classic'), software('shared')] });
const other = stackCalled('other', { software: [software('other'), software('shared')] });
const stacks = [classic, other];
const fact = setUpFact(stacks);
const decide = byHosts(stacks, fact);

const HOSTS = hostsOf({ n1: {}, n2: {} });
const known = (on: Readonly<Record<string, readonly string[]>>): ReadonlyMap<string, Facts> =>
  new Map(
    Object.entries(on).map(([name, found]) => [
      name,
      { ...NO_FACTS, interfaces: [], nodeName: name, [fact.id]: found },
    ]),
  );
const state = (...missing: readonly string[]) =>
  Object.fromEntries(
    ['classic', 'shared', 'other'].map((name) => [name, missing.includes(name) ? 'not offered' : 'not installed']),
  );
const settled = (hosts: typeof HOSTS, states: Readonly<Record<string, ReturnType<typeof state>>>) => {
  const decision = decide(hosts, known({ n1: [], n2: [] }), platformOf);
  if ('name' in decision) throw new Error('it is settled already');
  return { asked: [...decision.asks.keys()], chosen: decision.decide(new Map(Object.entries(states))) };
};

test('what directors are set up with', () => {
  expect(decide(HOSTS, known({ n1: ['other'], n2: ['other'] }), platformOf)).toEqual({
    name: 'other',
    why: 'which n1 and n2 are set up with',
    isFinal: true,
  });
  expect(decide(HOSTS, known({ n1: [], n2: ['classic'] }), platformOf)).toEqual({
    name: 'classic',
    why: 'which n2 is set up with',
    isFinal: true,
  });
});

test('on the way from one to the other only the inventory tells which is meant', () => {
  expect(() => decide(HOSTS, known({ n1: ['classic'], n2: ['other'] }), platformOf)).toThrow(
    'directors are set up with different stacks (n1 with classic, n2 with other): say which is meant with `stack` in the inventory',
  );
});

test('bare hosts: the first that their repositories offer', () => {
  expect(settled(HOSTS, { n1: state(), n2: state() })).toEqual({
    asked: ['n1', 'n2'],
    chosen: { name: 'classic', why: 'the default' },
  });
  expect(settled(HOSTS, { n1: state(), n2: state('classic') }).chosen).toEqual({
    name: 'other',
    why: 'as the repositories of n2 have no classic',
  });
});

test('where none is offered whole it is the default, whose plan says what is missing', () => {
  expect(settled(HOSTS, { n1: state('shared'), n2: state() }).chosen).toEqual({ name: 'classic', why: 'the default' });
});

test('repositories of the inventory may offer anything: those hosts are not asked', () => {
  const repositories = { package_repositories: [{ name: 'own' }] };
  expect(settled(hostsOf({ n1: repositories, n2: repositories }), {})).toEqual({
    asked: [],
    chosen: { name: 'classic', why: 'the default' },
  });
});

test('what the inventory leaves no other way for is asked of nobody', () => {
  const three = hostsOf({ n1: {}, n2: {}, n3: {} });
  expect(decide(three, known({ n1: [], n2: [], n3: [] }), platformOf)).toEqual({
    name: 'other',
    why: 'as classic is for 2 directors and there are 3',
  });
});
