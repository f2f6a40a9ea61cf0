import { describe, expect, it } from 'vitest';
import { numberOf } from '../../../../../roles/heartbeat/authkeys/number.ts';

const node = (signs: number, keys: Readonly<Record<number, string>>) => ({
  signs,
  keys: new Map(Object.entries(keys).map(([number, token]) => [Number(number), token] as const)),
});

describe('the number of a key', () => {
  it('is 1 on a cluster without keys, and the one it has on a cluster with it', () => {
    expect(numberOf('new', [])).toBe(1);
    expect(numberOf('old', [node(4, { 4: 'old' }), node(4, { 4: 'old' })])).toBe(4);
  });

  it('is one that nobody uses when it is new', () => {
    expect(numberOf('new', [node(1, { 1: 'old' }), node(1, { 1: 'old' })])).toBe(2);
    expect(numberOf('new', [node(2, { 2: 'old' }), node(2, { 2: 'old', 1: 'older' })])).toBe(3);
  });

  it('is the one that a half-way change gave it', () => {
    expect(numberOf('new', [node(1, { 1: 'old', 2: 'new' }), node(1, { 1: 'old' })])).toBe(2);
  });

  it('is never one that means another key elsewhere', () => {
    expect(numberOf('new', [node(1, { 1: 'new' }), node(1, { 1: 'other' })])).toBe(2);
  });
});
