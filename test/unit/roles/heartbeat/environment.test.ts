import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import role from '../../../../roles/heartbeat/role.ts';
import { context } from '../cluster.ts';

const content = (): string => {
  const [block] = role.resources(context(role) as never).filter(({ id }) => id.startsWith('block /etc/sysconfig/'));
  return String(block?.want['content']);
};

test('ldirectord has what it checks https with from an init script that reads the file, and from a unit', () => {
  // As /etc/init.d/heartbeat does it.
  const { stdout } = spawnSync('sh', ['-c', `${content()}\nenv`], {
    encoding: 'utf8',
    env: { PATH: process.env['PATH'] },
  });
  expect(stdout).toMatch(/^PERL_NET_HTTPS_SSL_SOCKET_CLASS=Net::SSL$/m);
  // systemd.exec(5), EnvironmentFile: lines without = are passed over.
  expect(
    content()
      .split('\n')
      .filter((line) => line.includes('=')),
  ).toEqual(['PERL_NET_HTTPS_SSL_SOCKET_CLASS=Net::SSL']);
});
