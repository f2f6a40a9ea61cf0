import { expect, test } from 'vitest';
import { changesRunning, drained } from '../../../../src/cluster/drain/hook.ts';
import type { Change } from '../../../../src/core/plan.ts';
import type { HookContext } from '../../../../src/core/play.ts';

const turn = (id: string, ...changes: readonly Change[]) =>
  ({
    host: { name: 'n3' },
    facts: { served: undefined },
    places: [],
    steps: [{ id, changes }],
  }) as unknown as HookContext;

const restarts = turn('service vsftpd', { field: 'config', from: 'a', to: 'b' });
const starts = turn('service vsftpd', { field: 'running', from: undefined, to: true });

test('a service that runs is drained before it is changed; one that does not yet has no clients', () => {
  expect(drained().before?.(restarts)?.name).toBe('n3 is drained');
  expect(drained().before?.(starts)).toBeUndefined();
  expect(drained().before?.(turn('file /etc/x', { field: 'content', from: 'a', to: 'b' }))).toBeUndefined();
});

test('a play may say which service', () => {
  expect(changesRunning('vsftpd')(restarts)).toBe(true);
  expect(changesRunning('nginx')(restarts)).toBe(false);
  expect(changesRunning('vsftpd')(starts)).toBe(false);
});

test('who joins a cluster has none either, whatever runs there from before', () => {
  const member = { facts: { served: '192.168.6.240' } } as unknown as HookContext['places'][number];
  const among = (mine: Partial<HookContext>) =>
    drained().before?.({ ...restarts, places: [member], ...mine } as HookContext)?.name;
  expect(among({})).toBeUndefined();
  expect(among(member)).toBe('n3 is drained');
});
