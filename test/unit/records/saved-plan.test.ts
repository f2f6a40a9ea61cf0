import fc from 'fast-check';
import { expect, test } from 'vitest';
import { InputError } from '../../../src/core/errors.ts';
import { parsePlan, type SavedPlan, writePlan } from '../../../src/records/saved-plan.ts';

const saved: SavedPlan = {
  format: 1,
  umctl: '0.1.0',
  made: '2026-09-23T05:45:12.000Z',
  inventory: { file: '/inventory.yaml', digest: 'abcd' },
  selection: { limit: 'n1', allowSilentGateway: true },
  hosts: [
    {
      host: 'n1',
      steps: [
        {
          id: 'file /etc/a',
          changes: [{ field: 'mode', from: undefined, to: '0644' }],
          command: { run: { text: 'true' }, stdin: 'x' },
        },
      ],
    },
  ],
};
const text = writePlan(saved);

test('what was written is what is read', () => {
  expect(writePlan(parsePlan('a.plan', text))).toBe(text);
});

test.each([
  ['not JSON', 'hosts:\n', 'this is not a saved plan, or it is incomplete'],
  ['cut short', text.slice(0, -20), 'or it is incomplete'],
  ['another JSON', '{"a": 1}', 'this is not a saved plan: format: '],
  ['of another version', text.replace('"format": 1', '"format": 2'), 'of format 2, and this umctl reads format 1'],
  ['a step without its command', text.replace('"command"', '"order"'), 'hosts.0.steps.0.command: '],
])('what is no plan is refused with what to type: %s', (_, content, message) => {
  const read = (): unknown => parsePlan('a.plan', content);
  expect(read).toThrow(InputError);
  expect(read).toThrow(message);
  expect(read).toThrow('make a new one with umctl plan --out a.plan');
});

test('whatever a file holds, it is a plan or refused', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json()), (content) => {
      expect(() => parsePlan('a.plan', content)).toThrow(InputError);
    }),
  );
});
