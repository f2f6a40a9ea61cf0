import { Command } from 'commander';
import { expect, test } from 'vitest';
import { drillWords, withDrillOptions } from '../../../src/cli/drill-options.ts';
import { withChangingOptions } from '../../../src/cli/options.ts';

test('the options of a drill’s own that were typed, and no others, are there to be typed again', () => {
  const command = withDrillOptions(withChangingOptions(new Command('drill')), []);
  const typed = ['--fault', 'crash', '--allow-crash', '--rate', '20', '--url', 'http://10.0.0.9/a b'];
  command.parse(['a.yaml', '--check', '--limit', 'n1', ...typed], { from: 'user' });
  expect(drillWords(command)).toEqual([
    ...['--fault', 'crash', '--url', 'http://10.0.0.9/a b', '--rate', '20', '--allow-crash'],
  ]);
});
