import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import gateway from '../../../../roles/gateway/role.ts';
import realserver from '../../../../roles/realserver/role.ts';
import { definePlaybook } from '../../../../src/cluster/domain.ts';
import { factsToAsk } from '../../../../src/core/asked-facts.ts';
import { factRows } from '../../../../src/core/fact-rows.ts';
import type { Resource } from '../../../../src/core/resource.ts';
import { platformOf as ownPlatformOf } from '../../../../src/platform/detect.ts';
import { debian } from '../../../../src/platform/distributions/debian.ts';
import type { Distribution } from '../../../../src/platform/distributions/distribution.ts';
import { withDistributions } from '../../../../src/platform/with-distributions.ts';
import { openNode } from '../../resources/node.ts';
import { context } from '../../roles/cluster.ts';
import { factsOf } from '../facts/hosts.ts';
import { fakenet, fakenetRuns } from './fakenet.ts';

/** The one line that a new owner costs beside its file: where a distribution lists it. */
const withFakenet: Distribution = { ...debian, providers: [...fakenet, ...debian.providers] };
const playbook = withDistributions(definePlaybook({ plays: [] }), [withFakenet]);
const { platformOf = unknown, facts: brought = [] } = playbook;
function unknown(): never {
  throw new Error('the playbook knows no hosts');
}

/** A Debian host, and whether fakenet has its network. */
const hostOf = (runs: boolean, network?: string) => ({
  ...factsOf('debian-12', network === undefined ? {} : { network }),
  fakenet: runs,
});
const wantedOn = (runs: boolean): readonly Resource[] => {
  const facts = hostOf(runs);
  const on = { facts, platform: platformOf('n1', facts) };
  return [realserver, gateway].flatMap((role) => role.resources({ ...context(role), ...on }));
};
const ids = (resources: readonly Resource[]) => resources.map(({ id }) => id);

test('the roles get its files where it has the network, and all else as before', () => {
  expect(ids(wantedOn(true))).toEqual([
    'sysctl /etc/sysctl.d/90-umctl-arp.conf',
    'file /etc/fakenet/lo:0',
    'proof of the gateway 192.168.6.1 on eth0',
    'file /etc/fakenet/eth0',
  ]);
  expect(ids(wantedOn(false))).toEqual(ids(wantedBefore()));
  expect(ids(wantedOn(false))).toContain('sole stanza lo:0');
});

/** By the distribution as it is. */
function wantedBefore(): readonly Resource[] {
  const facts = hostOf(false);
  const on = { facts, platform: ownPlatformOf('n1', facts) };
  return [realserver, gateway].flatMap((role) => role.resources({ ...context(role), ...on }));
}

test('a host is asked about it, which umctl facts shows, and gets its files', async () => {
  const node = await openNode();
  try {
    mkdirSync(join(node.etc, 'fakenet'));
    const asks = factsToAsk(brought);
    expect(asks).toContain(fakenetRuns);
    expect(fakenetRuns.parse(await node.run(fakenetRuns.ask))).toBe(false);
    writeFileSync(join(node.etc, 'fakenet/enabled'), '');
    const runs = fakenetRuns.parse(await node.run(fakenetRuns.ask));
    expect(factRows([fakenetRuns], { fakenet: runs })).toEqual([{ name: 'fakenet', values: ['runs'] }]);
    await node.converge(...wantedOn(runs).filter(({ id }) => id.includes('fakenet')));
    expect(readFileSync(join(node.etc, 'fakenet/lo:0'), 'utf8')).toBe('address 192.168.6.240/32\n');
  } finally {
    await node.close();
  }
});

test('a host that none has the network of is refused by what either would need', () => {
  const facts = hostOf(false, 'ifup /sbin/ifup\n');
  expect(() => platformOf('n1', facts)).toThrow(
    'umctl knows Debian GNU/Linux 12 (bookworm) with fakenet, NetworkManager, netplan, networkd or ifupdown only; here, fakenet does not run',
  );
});

test("its files make the host's own network, and what is beside them does not", () => {
  const { makesNetwork } = platformOf('n1', hostOf(true));
  const paths = [
    '/etc/fakenet',
    '/etc/fakenet/lo:0',
    '/etc/network/interfaces',
    '/etc/netplan/x',
    '/etc/fakenets',
    '/etc/hosts',
  ];
  expect(paths.map(makesNetwork)).toEqual([true, true, true, true, false, false]);
});
