import { expect, test } from 'vitest';
import { createSecrets } from '../../../src/core/secrets.ts';
import { sh } from '../../../src/core/sh.ts';
import { settle, type WantedGenerated } from '../../../src/engine/gather/generated.ts';

const want = (role: string): WantedGenerated => ({
  host: 'n1',
  role,
  name: 'key',
  source: { generate: true, recover: sh`:` },
});

test('a secret of a role that is renewed is made anew; one of another role stays what the hosts have', () => {
  const secrets = createSecrets();
  const wants = [want('stack'), want('own')];
  const held = wants.map((one) => ({ want: one, begun: '', current: secrets.seal(`${one.role} key`, one.role) }));
  const made = (...renewed: readonly string[]) => [...settle(wants, held, { secrets, renew: new Set(renewed) }).made];
  expect(made()).toEqual([]);
  expect(made('stack')).toEqual(['stack key']);
});
