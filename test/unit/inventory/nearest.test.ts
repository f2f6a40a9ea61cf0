import { expect, test } from 'vitest';
import { nearest } from '../../../src/core/nearest.ts';

const known = ['scheduler', 'gateway', 'virtual_address', 'port', 'key'];

test.each([
  ['scheduller', 'scheduler'],
  ['shceduler', 'scheduler'],
  ['schedule', 'scheduler'],
  ['virtual_adres', 'virtual_address'],
  ['gatewya', 'gateway'],
  ['gatwy', undefined], // two slips are too many for five letters
  ['sheduller', 'scheduler'],
  ['scdullr', undefined],
  ['prot', 'port'],
  ['kez', 'key'],
  ['k', undefined],
  ['ke', undefined],
  ['', undefined],
  ['wibble', undefined],
])('%s was meant to be %s', (name, meant) => expect(nearest(name, known)).toBe(meant));

test('the nearest of several is taken, the first of equals', () => {
  expect(nearest('ports', ['parts', 'port', 'sports'])).toBe('parts');
  expect(nearest('scheduler', ['schedulers', 'scheduler'])).toBe('scheduler');
});
