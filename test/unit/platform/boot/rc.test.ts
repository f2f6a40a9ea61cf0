import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { arpSilence } from '../../../../src/platform/capabilities/arp-silence.ts';
import { kernelModules } from '../../../../src/platform/capabilities/kernel-modules.ts';
import { modulesFolder, sysctlConf } from '../../../../src/platform/providers/boot/rc.ts';
import { arpSettings } from '../../../../src/platform/providers/network/arp.ts';
import { type Node, openNode } from '../../resources/node.ts';
import { wantedBy } from '../wanted-by.ts';

let node: Node;
beforeEach(async () => {
  node = await openNode();
});
afterEach(() => node.close());

const silence = () => wantedBy([sysctlConf, ...arpSettings.slice(1)], arpSilence, { device: 'lo' });

test('settings are lines of sysctl.conf and live; the rest of the file stays', async () => {
  const path = join(node.etc, 'sysctl.conf');
  writeFileSync(path, 'net.ipv4.ip_forward = 0\n');
  const [step] = await node.converge(...silence());
  expect(step?.changes.map(({ field }) => field)).toEqual([
    'persisted',
    'net.ipv4.conf.all.arp_ignore',
    'net.ipv4.conf.all.arp_announce',
  ]);
  expect(readFileSync(path, 'utf8')).toBe(
    'net.ipv4.ip_forward = 0\n# BEGIN umctl arp\nnet.ipv4.conf.all.arp_ignore = 1\nnet.ipv4.conf.all.arp_announce = 2\n# END umctl arp\n',
  );
  writeFileSync(path, readFileSync(path, 'utf8').replace('announce = 2', 'announce = 0'));
  expect((await node.converge(...silence()))[0]?.changes.map(({ field }) => field)).toEqual(['persisted']);
});

test('broken markers are told, and nothing is changed', async () => {
  const text = '# BEGIN umctl arp\nnet.ipv4.ip_forward = 0\n';
  writeFileSync(join(node.etc, 'sysctl.conf'), text);
  const [step] = await node.plan(...silence());
  expect(step?.changes[0]?.from).toBe('broken: BEGIN in line 1');
  expect(step?.cannot).toMatch(/^\/etc\/sysctl.conf has BEGIN in line 1; leave one pair/);
  expect(await node.run(step?.command.run ?? { text: '' })).toMatchObject({ code: 1 });
  expect(readFileSync(join(node.etc, 'sysctl.conf'), 'utf8')).toBe(text);
});

test('a module is loaded at boot by a script that may be run', async () => {
  await node.given('mkdir -p /etc/sysconfig/modules; mkdir -p /etc/x');
  const [module] = wantedBy([modulesFolder], kernelModules, ['ip_vs']);
  const command = module?.apply(() => true);
  await node.run(command?.run ?? { text: '' }, command?.stdin);
  const path = join(node.etc, 'sysconfig/modules/ip_vs.modules');
  expect(statSync(path).mode & 0o777).toBe(0o755);
  expect(readFileSync(path, 'utf8')).toBe('#!/bin/sh\nexec /sbin/modprobe ip_vs >/dev/null 2>&1\n');
});
