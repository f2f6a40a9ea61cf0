import { expect, test } from 'vitest';
import type { Job } from '../../../src/core/play.ts';
import type { Resource } from '../../../src/core/resource.ts';
import { sh } from '../../../src/core/sh.ts';
import { desireBack } from '../../../src/engine/restore/desire.ts';
import type { KeptPath } from '../../../src/engine/restore/kept.ts';
import { block } from '../../../src/resources/block.ts';
import { file } from '../../../src/resources/file.ts';
import { link } from '../../../src/resources/link.ts';
import { service } from '../../../src/resources/service.ts';

const host = { name: 'n1', groups: [], vars: {}, connection: { host: 'n1', sshOptions: {} }, at: () => ({}) };
const play = (name: string, hosts: readonly unknown[]) => ({ play: { name, hosts: 'all', roles: [] }, hosts });
const job = { plays: [play('others', []), play('first', [host]), play('second', [host]), play('third', [host])] };

const init = { probe: () => sh`:`, parse: () => ({}), functions: () => sh`:` };
const conf = file({ path: '/etc/conf', content: 'new' });
const early = file({ path: '/etc/early', content: 'new' });
const daemon = (uses: readonly Resource[]) => service({ name: 'd', enabled: true, running: true, init }, { uses });
const was = (path: string): KeptPath => ({
  tree: 'was',
  path,
  copy: `/kept${path}`,
  was: { kind: 'file' },
  hidden: true,
});

const back = (plays: readonly (readonly Resource[])[], kept: readonly KeptPath[]) =>
  desireBack(job as unknown as Job, { host: 'n1', plays, checks: [], checksOf: [] }, kept).plays.map((resources) =>
    resources.map(({ id }) => id),
  );

test('each file goes back in the play that changes it, and what nobody wants any more in the first', () => {
  const wanted = [
    [],
    [early],
    [block({ path: '/etc/shared', name: 'x', content: 'y' }), link({ path: '/etc/link', target: 'x' })],
    [conf, daemon([conf])],
  ];
  const kept = [was('/etc/conf'), was('/etc/link'), was('/etc/shared'), was('/etc/early'), was('/etc/gone')];
  expect(back(wanted, [...kept, { tree: 'absent', path: '/etc/new' }])).toEqual([
    [],
    ['file /etc/early', 'file /etc/gone', 'absent /etc/new'],
    ['file /etc/link', 'file /etc/shared'],
    ['file /etc/conf', 'service d'],
  ]);
});

test('a service loads them when all that it uses are back', () => {
  expect(back([[], [early], [daemon([early, conf])], [conf]], [was('/etc/conf'), was('/etc/early')])).toEqual([
    [],
    ['file /etc/early'],
    [],
    ['file /etc/conf', 'service d'],
  ]);
});
