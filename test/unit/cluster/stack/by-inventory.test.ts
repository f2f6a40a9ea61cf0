import { expect, test } from 'vitest';
import type { Stack } from '../../../../src/cluster/ports/stack.ts';
import { byInventory } from '../../../../src/cluster/stack/by-inventory.ts';
import { hostsOf, stackCalled } from './stacks.ts';

const classic: Stack = stackCalled('classic', { most: 2, families: [4] });
const other: Stack = stackCalled('other', { families: [4, 6] });
const judge = (...given: Parameters<typeof hostsOf>) => byInventory([classic, other])(hostsOf(...given));

test('nothing said: the first, which is the default', () => {
  expect(judge({ n1: {}, n2: {} })).toEqual({
    problems: [],
    preferred: { name: 'classic', why: 'the default' },
    isMeant: false,
  });
});

test('`stack` leaves no choice', () => {
  expect(judge({ n1: { stack: 'other' }, n2: { stack: 'other' } }).chosen).toEqual({
    name: 'other',
    why: 'as the inventory says (`stack`)',
  });
});

test('a stack that there is none of, at its place', () => {
  expect(judge({ n1: { stack: 'keepalive' }, n2: { stack: 'keepalive' } }).problems).toEqual([
    {
      at: { file: 'inventory.yaml', line: 1, column: 1 },
      message: 'stack: found "keepalive", expected classic or other',
    },
    { at: expect.anything(), message: 'stack: found "keepalive", expected classic or other' },
  ]);
});

test('directors of two stacks, one that leaves it unsaid, and a real server of another', () => {
  const messages = (vars: Parameters<typeof hostsOf>[0], real?: Parameters<typeof hostsOf>[1]) =>
    judge(vars, real).problems.map(({ message }) => message);
  expect(messages({ n1: { stack: 'other' }, n2: { stack: 'classic' } })).toEqual([
    'stack: n2 has classic and n1 other; it must be the same on the whole cluster',
  ]);
  expect(messages({ n1: { stack: 'other' }, n2: {} })).toEqual([
    'stack: n2 has none and n1 other; it must be the same on the whole cluster',
  ]);
  expect(messages({ n1: {}, n2: {} }, { r1: { stack: 'other' } })).toEqual([
    'stack: r1 has other and n1 none; it must be the same on the whole cluster',
  ]);
  expect(messages({ n1: { stack: 'other' } }, { r1: {} })).toEqual([]);
});

test('more directors than the default takes, and an address of a family that it does not know', () => {
  expect(judge({ n1: {}, n2: {}, n3: {} }).preferred).toEqual({
    name: 'other',
    why: 'as classic is for 2 directors and there are 3',
  });
  expect(judge({ n1: { virtual_address: '2001:db8::9/64' } }).preferred).toEqual({
    name: 'other',
    why: 'as umctl sets up classic and balancer of classic for IPv4 only and 2001:db8::9/64 is IPv6',
  });
});

test('an address of a family that the default can have, and is not taken for by itself', () => {
  const shy: Stack = {
    ...classic,
    ha: { ...classic.ha, families: [4, 6], limits: { unasked: [4] } },
    balancer: other.balancer,
  };
  const of = (vars: Parameters<typeof hostsOf>[0]) => byInventory([shy, other])(hostsOf(vars));
  expect(of({ n1: { virtual_address: '2001:db8::9/64' } }).preferred).toEqual({
    name: 'other',
    why: 'as 2001:db8::9/64 is IPv6, for which classic is taken only where `stack` says so',
  });
  expect(of({ n1: {} }).preferred.name).toBe('classic');
  expect(of({ n1: { virtual_address: '2001:db8::9/64', stack: 'classic' } }).chosen?.name).toBe('classic');
});

test('a director that leaves is none', () => {
  const [leaves, ...stay] = hostsOf({ n3: { stack: 'classic' }, n1: { stack: 'other' }, n2: { stack: 'other' } });
  if (leaves === undefined) throw new Error('there is a host');
  const given = [{ ...leaves, groups: [...leaves.groups, 'removed'] }, ...stay];
  expect(byInventory([classic, other])(given)).toMatchObject({ problems: [], chosen: { name: 'other' } });
});

test('a section of the preferred one means that somebody wrote for it', () => {
  expect(judge({ n1: { classic: {} } }).isMeant).toBe(true);
  expect(judge({ n1: { other: {} } }).isMeant).toBe(false);
});
