import { expect, test } from 'vitest';
import { processors } from '../../../lab/system/processors.ts';

test('processors are read from lists with ranges', () => {
  expect(processors('Cpus_allowed:\t3\nCpus_allowed_list:\t0-1\n')).toEqual([0, 1]);
  expect(processors('Cpus_allowed_list:\t2,5-7\n')).toEqual([2, 5, 6, 7]);
  expect(processors().length).toBeGreaterThan(0);
});
