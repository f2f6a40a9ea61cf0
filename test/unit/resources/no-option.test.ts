import { expect, test } from 'vitest';
import { apt } from '../../../src/platform/providers/packages/apt.ts';
import { chkconfig, updateRcD } from '../../../src/platform/providers/services/sysv.ts';
import { kernelModule } from '../../../src/resources/kernel-module.ts';
import { packages } from '../../../src/resources/package.ts';
import { service } from '../../../src/resources/service.ts';

test.each([
  ['package', () => packages({ names: ['nginx', '-o=Dir::Bin::dpkg=/tmp/x'], tool: apt })],
  ['service', () => service({ name: '--status-all', enabled: true, init: updateRcD })],
  ['service', () => service({ name: '', enabled: true, init: chkconfig })],
  ['kernel module', () => kernelModule({ name: '-r', path: '/etc/modules-load.d/x.conf', content: '-r' })],
])('a %s whose name would be an option is refused before a host is asked', (what, make) => {
  expect(make).toThrow(`cannot be the name of a ${what}`);
});
