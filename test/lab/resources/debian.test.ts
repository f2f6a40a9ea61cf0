import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { labProblem } from '../../../lab/index.ts';
import { service } from '../../../src/platform/capabilities/service.ts';
import { type LabNode, labNode } from './lab-node.ts';
import { fields, networkOf, packagesOf, servedBy, siteOf } from './scenario.ts';

const problem = await labProblem();
if (problem !== undefined) process.stderr.write(`${problem}\n`);

// On trixie, as most other tests are told on bookworm.
describe.skipIf(problem !== undefined)('resources on a real trixie host', () => {
  let node: LabNode;
  beforeAll(async () => {
    node = await labNode('test-resources-trixie', { suite: 'trixie' });
  });
  afterAll(async () => {
    await node?.down();
  });

  const bring = () => packagesOf(node);
  const site = (text: string) => siteOf(node, text);
  const served = () => servedBy(node);
  const network = (address: string) => networkOf(node, address);

  it('installs all packages in one transaction, without any package lists to begin with', async () => {
    expect(fields(await node.converge(...bring()))).toEqual(
      expect.arrayContaining(['ldirectord', 'ipvsadm', 'iputils-arping', 'nginx']),
    );
  });

  it('heals a dpkg that was cut off between unpacking and configuring', async () => {
    await node.given(`apt-get purge -y -qq iputils-arping >/dev/null 2>&1
cd /tmp; apt-get download -q iputils-arping >/dev/null 2>&1; dpkg --unpack iputils-arping*.deb >/dev/null
printf 'Package: iputils-arping\\n' > /var/lib/dpkg/updates/0001`);
    await node.converge(...bring());
    expect(await node.given('dpkg --audit')).toBe('');
  });

  it.each([
    ['as the package leaves it', ':'],
    ['started by its init script only', 'systemctl disable ldirectord; update-rc.d ldirectord enable'],
    ['in some run levels', 'update-rc.d ldirectord enable 2 3'],
    [
      'as the seed document does it, and enabled again',
      'update-rc.d -f ldirectord remove; systemctl enable ldirectord',
    ],
  ])('takes ldirectord out of the boot: %s', async (_, state) => {
    await node.given(state);
    await node.converge(...node.platform.want(service, { name: 'ldirectord', enabled: false, running: false }));
    expect(await node.given('ls /etc/rc[2345].d/S??ldirectord 2>/dev/null || :')).toBe('');
  });

  it.each([
    ['disabled', 'systemctl disable --now nginx'],
    ['masked', 'systemctl disable --now nginx; systemctl mask nginx'],
    ['without run level links', 'update-rc.d -f nginx remove'],
    ['failed', 'systemctl kill -s KILL nginx; until systemctl is-failed nginx; do systemctl kill -s KILL nginx; done'],
  ])('has a service at boot and running: %s', async (_, state) => {
    await node.given(`{ ${state}; } >/dev/null 2>&1`);
    await node.converge(...node.platform.want(service, { name: 'nginx', enabled: true, running: true }));
    expect(await node.given('systemctl is-active nginx; ls /etc/rc[2345].d/S??nginx | wc -l')).toBe('active\n4\n');
  });

  it('loads changed configuration by reload, and owes the reload through a run that was cut off', async () => {
    await node.converge(...site('one'));
    expect(await served()).toBe('one');
    const master = await node.given('systemctl show -p MainPID nginx');
    const [config, running] = site('two');
    await node.converge(config);
    expect(await served()).toBe('one');
    const [step] = await node.converge(config, running);
    expect(step?.because?.type).toBe('owed');
    expect(await served()).toBe('two');
    expect(await node.given('systemctl show -p MainPID nginx')).toBe(master);
  });

  it('owes a reload too where an admin’s own change was loaded before umctl undid it', async () => {
    await node.given(`sed -i s/two/theirs/ ${siteOf(node, '')[0].files?.[0]}; systemctl reload nginx`);
    const [config, running] = site('two');
    await node.converge(config);
    expect((await node.converge(config, running))[0]?.because?.type).toBe('owed');
    expect(await served()).toBe('two');
  });

  it('shows what a service said when it does not take its configuration, and the reload stays owed', async () => {
    const broken = site('x"; oops');
    const outputs = await node.run(...(await node.plan(...broken)).map(({ command }) => command));
    expect(outputs[1]).toMatchObject({ code: 1, stderr: expect.stringContaining('unknown directive "oops') });
    expect(fields(await node.plan(...broken))).toEqual(['config']);
    await node.converge(...site('two'));
  });

  it('puts module, settings, alias and route in place, and a reboot brings all of it back', async () => {
    await node.given('ip route replace default via 192.168.6.3; sed -i "/gateway/d" /etc/network/interfaces');
    await node.converge(...network('192.168.6.240'), ...site('two'));
    await node.reboot();
    expect(await node.plan(...network('192.168.6.240'), ...site('two'))).toEqual([]);
    expect(await node.given('ip -4 -o addr show dev lo label lo:0')).toContain('192.168.6.240/32');
  });

  it('leaves the address alone wherever heartbeat has put it, and moves to another one', async () => {
    await node.given('ip addr del 192.168.6.240/32 dev lo; ip addr add 192.168.6.240/24 dev eth0');
    expect(await node.plan(...network('192.168.6.240'))).toEqual([]);
    await node.given('ip addr del 192.168.6.240/24 dev eth0; ip addr add 192.168.6.240/32 brd 255.255.255.255 dev lo');
    expect(await node.plan(...network('192.168.6.240'))).toEqual([]);
    await node.given('ip addr del 192.168.6.240/32 dev lo');
    await node.converge(...network('192.168.6.240'));
    await node.converge(...network('192.168.6.241'));
    expect(await node.given('ip -4 -o addr show dev lo label lo:0 | wc -l')).toBe('1\n');
  });
});
