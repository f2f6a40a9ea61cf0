import { describe, expect, it } from 'vitest';
import { scriptletsOf } from '../../../../lab/image/recipes/redhat/rpm/details.ts';
import { rpmName } from '../../../../lab/image/recipes/redhat/rpm/names.ts';
import { rpmVersion } from '../../../../lab/image/recipes/redhat/rpm/package.ts';
import { usable, usrMerged } from '../../../../lab/image/recipes/redhat/rpm/paths.ts';
import { relocate, relocateText } from '../../../../lab/image/recipes/redhat/rpm/relocate.ts';
import { specFile } from '../../../../lab/image/recipes/redhat/rpm/spec.ts';
import { must } from '../../../../lab/system/run.ts';

describe('RPMs out of Debian packages', () => {
  it.each([
    ['1:3.0.6-13+b2', '3.0.6', '13+b2.el9'],
    ['1.22.1-9+deb12u1', '1.22.1', '9+deb12u1.el9'],
    ['20230311', '20230311', '1.el9'],
    ['2.36~rc1-1', '2.36~rc1', '1.el9'],
  ])('%s is version %s, release %s', (debian, version, release) => {
    expect(rpmVersion(debian, 'el9')).toEqual({ version, release });
  });

  it.each([
    ['libnet-dns-perl', 'perl-net-dns'],
    ['iputils-arping', 'iputils'],
    ['nginx-common', 'nginx'],
    ['ldirectord', 'ldirectord'],
  ])('%s is called %s', (debian, name) => {
    expect(rpmName(debian)).toBe(name);
  });

  it.each([
    ['/etc/default/ldirectord', '/etc/sysconfig/ldirectord', '/etc/sysconfig/ldirectord'],
    ['/etc/init.d/heartbeat', undefined, '/etc/rc.d/init.d/heartbeat'],
    ['/etc/init.d/nginx', undefined, undefined],
    ['/lib/systemd/system/heartbeat.service', '/usr/lib/systemd/system/heartbeat.service', undefined],
    ['/etc/vsftpd.conf', '/etc/vsftpd/vsftpd.conf', '/etc/vsftpd/vsftpd.conf'],
    ['/etc/nginx/sites-enabled/default', undefined, undefined],
    ['/sbin/ipvsadm', '/usr/sbin/ipvsadm', '/usr/sbin/ipvsadm'],
    ['/etc/default/keepalived', '/etc/sysconfig/keepalived', '/etc/sysconfig/keepalived'],
    ['/etc/keepalived/keepalived.conf.sample', undefined, undefined],
  ])('%s is at %s with systemd, at %s without', (path, systemd, sysvinit) => {
    expect([relocate(path, 'systemd'), relocate(path, 'sysvinit')]).toEqual([systemd, sysvinit]);
  });

  it('has scripts read the files where they are', () => {
    expect(relocateText('. /etc/default/heartbeat; vsftpd /etc/vsftpd.conf')).toBe(
      '. /etc/sysconfig/heartbeat; vsftpd /etc/vsftpd/vsftpd.conf',
    );
  });

  it('lists no path that a spec file cannot hold, and none of what was left out', () => {
    const paths = ['/usr/bin/[', '/usr/bin/a b', '/usr/share/doc/x/y', '/usr/bin/env', '/var/lib/dpkg/status'];
    expect(paths.filter(usable)).toEqual(['/usr/bin/env']);
    expect(usrMerged('/bin/sh')).toBe('/usr/bin/sh');
  });

  it('enables services as each init does', () => {
    expect(scriptletsOf('heartbeat', 'systemd').post).toContain('systemctl preset heartbeat.service');
    expect(scriptletsOf('heartbeat', 'sysvinit').post).toContain('/sbin/chkconfig --add heartbeat');
    expect(scriptletsOf('heartbeat', 'sysvinit').pre).toContain('useradd -r -g haclient');
  });

  it('restarts keepalived when its package is upgraded, and not when it is removed', async () => {
    const postun = scriptletsOf('keepalived', 'systemd').postun?.replace('/sbin/ldconfig', '');
    // Scriptlets say nothing, so what the stand-in is asked goes to a descriptor of its own.
    const asked = (left: string) =>
      must(['sh', '-c', `exec 3>&1; systemctl() { echo "$*" >&3; }; ${postun}`, 'sh', left]);
    expect([await asked('1'), await asked('0')]).toEqual(['try-restart keepalived.service\n', '']);
    expect(scriptletsOf('ipvsadm', 'systemd').postun).not.toContain('systemctl');
  });

  it('writes all packages into one spec file, whose macros are its own only', () => {
    const one = {
      ...{ name: 'one', version: '1', release: '2', summary: '100 % one', noarch: true },
      ...{ requires: ['two'], provides: ['system-release = 9'], files: ['"/etc/one"'], scriptlets: { pre: 'echo 5%' } },
    };
    const spec = specFile([one], { lists: '/lists', tree: '/tree', out: '/out' });
    const expected = ['%package -n one', 'Requires: two', 'Provides: system-release = 9', 'Summary: 100 %% one'];
    for (const line of [...expected, '%pre -n one', 'echo 5%%', '%files -n one -f /lists/one.files'])
      expect(spec.split('\n')).toContain(line);
  });
});
