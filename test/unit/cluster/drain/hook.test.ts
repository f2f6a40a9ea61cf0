import { expect, test } from 'vitest';
import ftpsite from '../../../../roles/ftpsite/role.ts';
import { changesRunning, drained } from '../../../../src/cluster/drain/hook.ts';
import { planSteps } from '../../../../src/core/plan.ts';
import type { HookContext } from '../../../../src/core/play.ts';
import type { Resource, State } from '../../../../src/core/resource.ts';
import { service } from '../../../../src/platform/capabilities/service.ts';
import { platformOf } from '../../../../src/platform/detect.ts';
import { file } from '../../../../src/resources/file.ts';
import { context } from '../../roles/cluster.ts';

const turn = (resource: Resource, observed: State) =>
  ({
    host: { name: 'n3' },
    facts: { served: undefined },
    places: [],
    steps: planSteps([resource], [observed]),
  }) as unknown as HookContext;

const configuration = file({ path: '/etc/x', content: 'a' });
const spec = { name: 'vsftpd', enabled: true, running: true };
const [vsftpd = configuration] = platformOf('n3', context(ftpsite).facts).want(service, spec, {
  uses: [configuration],
});
const restarts = turn(vsftpd, { ...vsftpd.want, config: 'a' });
const starts = turn(vsftpd, { enabled: true, running: false });

test('a service that runs is drained before it is changed; one that does not yet has no clients', () => {
  expect(drained().before?.(restarts)?.name).toBe('n3 is drained');
  expect(drained().before?.(starts)).toBeUndefined();
  expect(drained().before?.(turn(configuration, { ...configuration.want, content: 'b' }))).toBeUndefined();
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
