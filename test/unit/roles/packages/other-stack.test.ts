import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { keepalived } from '../../../../roles/keepalived/stack.ts';
import packages from '../../../../roles/packages/role.ts';
import type { PackagesVars } from '../../../../roles/packages/vars.ts';
import { platformOf } from '../../../../src/platform/detect.ts';
import { type Node, openNode } from '../../resources/node.ts';
import { context } from '../cluster.ts';

let node: Node;
beforeEach(async () => {
  node = await openNode();
  await node.given('mount -t tmpfs none /dev/shm');
  mkdirSync(join(node.etc, 'apt/sources.list.d'), { recursive: true });
  mkdirSync(join(node.state, 'dpkg'));
  writeFileSync(join(node.state, 'dpkg/status'), '');
});
afterEach(() => node.close());

test('what no repository has of one stack is told by the real apt’s answer, with what to set', async () => {
  mkdirSync(join(node.root, 'here'));
  const offered = ['keepalived', 'ipvsadm', 'ldirectord', 'rsyslog', 'iputils-arping'];
  const entry = (one: string) => `Package: ${one}\nVersion: 1\nArchitecture: all\nFilename: ./${one}.deb\nSize: 1\n`;
  writeFileSync(join(node.root, 'here/Packages'), offered.map(entry).join('\n'));
  writeFileSync(join(node.etc, 'apt/sources.list'), `deb [trusted=yes] file:${join(node.root, 'here')} ./\n`);
  const bare = context<PackagesVars>(packages, { vars: { demo_site: false } });
  const platform = platformOf(bare.name, { ...bare.facts, interfaces: [] });
  const withOther = { ...bare, platform, others: [keepalived] };
  const steps = await node.plan(...packages.resources(withOther));
  expect(steps.map(({ cannot }) => cannot).join()).toMatch(
    /heartbeat.*: none of the repositories asked \(.*\) offers .*; set `stack: keepalived`, or name one that does in `package_repositories`/,
  );
});
