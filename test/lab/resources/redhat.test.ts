import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { imageOf } from '../../../lab/image/cache.ts';
import { labProblem } from '../../../lab/index.ts';
import { suiteOf } from '../../../lab/model/families.ts';
import { sh } from '../../../src/core/sh.ts';
import { repositories } from '../../../src/platform/capabilities/repositories.ts';
import { service } from '../../../src/platform/capabilities/service.ts';
import { expectEnd } from '../expect-end.ts';
import { type LabNode, labNode } from './lab-node.ts';
import { fields, networkOf, packagesOf, servedBy, siteOf } from './scenario.ts';
import { signedRpms } from './signed-rpms.ts';

const problem = await labProblem();
if (problem !== undefined) process.stderr.write(`${problem}\n`);

/** In what the families differ, in the words of an administrator. */
const ways = {
  redhat: {
    enable: 'systemctl enable nginx',
    disable: 'systemctl disable --now nginx',
    kill: 'systemctl kill -s KILL nginx; until systemctl is-failed nginx; do systemctl kill -s KILL nginx; done',
    ldirectordOn: 'systemctl enable ldirectord',
    enabled: (name: string) => `systemctl is-enabled ${name} || :`,
    profile: '/etc/NetworkManager/system-connections/umctl-lo-0.nmconnection',
  },
  legacy: {
    enable: 'chkconfig --add nginx; chkconfig --level 2345 nginx on',
    disable: 'service nginx stop; chkconfig --del nginx',
    // The master alone would leave workers, which keep the port.
    kill: 'while all=$(pidof nginx); do kill -KILL $all; done; chkconfig nginx off',
    ldirectordOn: 'chkconfig --level 2345 ldirectord on',
    enabled: (name: string) => `ls /etc/rc.d/rc[2345].d/S??${name} >/dev/null 2>&1 && echo enabled || echo disabled`,
    profile: '/etc/sysconfig/network-scripts/ifcfg-lo:0',
  },
};

describe.skipIf(problem !== undefined).each(['redhat', 'legacy'] as const)('resources on a real %s host', (family) => {
  const way = ways[family];
  let node: LabNode;
  beforeAll(async () => {
    node = await labNode(`test-resources-${family}`, { families: [family] });
  });
  afterAll(async () => {
    await node?.down();
  });

  const bring = () => packagesOf(node);
  const site = (text: string) => siteOf(node, text);
  const network = (address: string) => networkOf(node, address);

  it('says which package was not installed, however the tool ended', async () => {
    await node.given("sed -i '$aexcludepkgs=nginx' /etc/yum.repos.d/lab.repo");
    const outputs = await node.run(...(await node.plan(...bring())).map(({ command }) => command));
    expect(outputs[0]).toMatchObject({ code: 1, stderr: expect.stringContaining('nginx') });
    await node.given("sed -i '/^excludepkgs/d' /etc/yum.repos.d/lab.repo");
  });

  it('installs all packages in one transaction', async () => {
    await node.converge(...bring());
    expect(await node.given('rpm -q ldirectord ipvsadm iputils nginx | wc -l')).toBe('4\n');
  });

  it('takes packages of a repository that are signed with its key, and no others', async () => {
    const { repository } = await imageOf(suiteOf(family, 'bookworm'));
    const { key, archive } = await signedRpms(repository, 'vsftpd');
    const [unpacked] = await node.run({ run: sh`base64 -d | tar -C /srv -x`, stdin: archive });
    expectEnd(unpacked, 0);
    const install = async (of: string) => {
      await node.converge(...node.platform.want(repositories, [{ name: 'own', baseurl: `file:///srv/${of}`, key }]));
      const [output] = await node.run({
        run: sh`rpm -e vsftpd 2>/dev/null; for tool in dnf yum; do ! command -v $tool >/dev/null || break; done
$tool clean all >/dev/null; $tool -y --disablerepo='*' --enablerepo=umctl-own install vsftpd`,
      });
      return output;
    };
    expectEnd(await install('signed'), 0);
    expect(await node.given('rpm -q vsftpd')).toMatch(/^vsftpd-/);
    const refused = await install('unsigned');
    expect([refused?.code, `${refused?.stdout}${refused?.stderr}`]).toEqual([1, expect.stringMatching(/not signed/)]);
    await node.given('rm /etc/yum.repos.d/umctl-own.repo; rm -r /srv/signed /srv/unsigned');
  });

  it.runIf(family === 'legacy')('has a chkconfig that does what chkconfig(8) says', async () => {
    const links = 'cd /etc/rc.d && echo $(ls -d rc?.d/*nginx)';
    const off = [0, 1, 2, 3, 4, 5, 6].map((level) => `rc${level}.d/K15nginx`).join(' ');
    expect(await node.given(links), 'added by its package').toBe(`${off}\n`);
    const on = off.replaceAll(/(rc[2345]\.d\/)K15/g, '$1S85');
    expect(await node.given(`chkconfig --level 2345 nginx on; ${links}`)).toBe(`${on}\n`);
    expect(await node.given('chkconfig --list nginx')).toMatch(
      /^nginx\s+0:off\t1:off\t2:on\t3:on\t4:on\t5:on\t6:off\n$/,
    );
    expect(await node.given('chkconfig --add nginx; chkconfig nginx && echo on')).toBe('on\n');
    expect(await node.given('chkconfig --del nginx; chkconfig --list nginx 2>&1 || echo $?')).toBe(
      "service nginx supports chkconfig, but is not referenced in any runlevel (run 'chkconfig --add nginx')\n1\n",
    );
    expect(await node.given('chkconfig --list nothere 2>&1 || echo $?')).toMatch(/No such file or directory\n1\n$/);
  });

  it.each(['as the package leaves it', 'enabled'])('takes ldirectord out of the boot: %s', async (state) => {
    if (state === 'enabled') await node.given(way.ldirectordOn);
    const running = family === 'redhat' ? { running: false } : {};
    await node.converge(...node.platform.want(service, { name: 'ldirectord', enabled: false, ...running }));
    expect(await node.given(way.enabled('ldirectord'))).toBe('disabled\n');
  });

  it.each(['enable', 'disable', 'kill'] as const)('has a service at boot and running: after %s', async (deed) => {
    await node.converge(...site('one'));
    await node.given(`{ ${way[deed]}; } >/dev/null 2>&1`);
    await node.converge(...node.platform.want(service, { name: 'nginx', enabled: true, running: true }));
    expect(await node.given(`service nginx status >/dev/null && ${way.enabled('nginx')}`)).toBe('enabled\n');
  });

  it('loads changed configuration by reload, and owes the reload through a run that was cut off', async () => {
    await node.converge(...site('one'));
    expect(await servedBy(node)).toBe('one');
    const master = await node.given('cat /var/run/nginx.pid');
    const [config, running] = site('two');
    await node.converge(config);
    expect(await servedBy(node)).toBe('one');
    const [step] = await node.converge(config, running);
    expect(step?.because?.type).toBe('owed');
    expect(await servedBy(node)).toBe('two');
    expect(await node.given('cat /var/run/nginx.pid')).toBe(master);
  });

  it('puts module, settings, alias and route in place, and a reboot brings all of it back', async () => {
    // As it is after EL 7 was installed.
    if (family === 'legacy') await node.given('chmod a-x /etc/rc.d/rc.local');
    await node.given('ip route replace default via 192.168.6.3');
    await node.converge(...network('192.168.6.240'), ...site('two'));
    await node.reboot();
    expect(await node.plan(...network('192.168.6.240'), ...site('two'))).toEqual([]);
    expect(await node.given('ip -4 -o addr show dev lo')).toContain('192.168.6.240/32');
  });

  it('leaves the address alone wherever heartbeat has put it, and moves to another one', async () => {
    await node.given('ip addr del 192.168.6.240/32 dev lo; ip addr add 192.168.6.240/24 dev eth0');
    expect(await node.plan(...network('192.168.6.240'))).toEqual([]);
    await node.given('ip addr del 192.168.6.240/24 dev eth0');
    await node.converge(...network('192.168.6.240'));
    await node.converge(...network('192.168.6.241'));
    expect(await node.given('ip -4 -o addr show dev lo | grep -c 192.168.6.24')).toBe('1\n');
  });

  it('writes the file of the alias again, whatever was made of it', async () => {
    await node.given(`echo '# mine' >> ${way.profile}; chmod 644 ${way.profile}`);
    expect(fields(await node.converge(...network('192.168.6.241')))).toContain('content');
  });

  it.runIf(family === 'redhat')('has NetworkManager take a keyfile again that others could read', async () => {
    // It ignores such a file, and says so nowhere but in its log.
    const known = 'nmcli -t -f FILENAME con show | grep -c umctl-lo-0 || :';
    await node.given(`chmod 644 ${way.profile}; nmcli con reload`);
    expect(await node.given(known)).toBe('0\n');
    await node.converge(...network('192.168.6.241'));
    expect(await node.given(`${known}; stat -c %a ${way.profile}`)).toBe('1\n600\n');
  });
});
