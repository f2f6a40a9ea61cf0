import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { configurationFile } from '../../../../roles/keepalived/configuration-file.ts';
import { isRoot } from '../../is-root.ts';
import { type Node, openNode } from '../../resources/node.ts';
import { confOf } from './cluster.ts';

/** What umctl-notify and the interface of the example are, for keepalived that looks for them. */
const AROUND = `mount -t tmpfs tmpfs /run; mount -t tmpfs -o mode=755 tmpfs /usr/libexec
mkdir -p /etc/keepalived/umctl /usr/libexec/keepalived
for one in umctl-notify umctl-check; do printf '#!/bin/sh\\n' > /usr/libexec/keepalived/$one; done
chmod 755 /usr/libexec/keepalived/*
ip link add eth0 type veth peer name eth1; ip link set eth0 up; ip addr add 192.168.6.2/24 dev eth0
echo old > /etc/keepalived/keepalived.conf`;

describe.skipIf(!isRoot)('keepalived.conf on a host with a real keepalived', () => {
  let node: Node;
  const path = () => join(node.etc, 'keepalived/keepalived.conf');
  const put = async (content: string) => {
    const [step] = await node.plan(configurationFile(content));
    if (step === undefined) throw new Error('there is nothing to do');
    return node.run(step.command.run, step.command.stdin);
  };
  beforeAll(async () => {
    node = await openNode();
    await node.given(AROUND);
  });
  afterAll(() => node.close());

  test('what it refuses never takes the place of the old one; the error has its words, the line and what to do', async () => {
    const track_interface = ['eth9'];
    for (const [content, words] of [
      [confOf({ vars: { keepalived: { track_interface } } }), /eth9.*(doesn't|does not) exist/],
      // As a version says it that lacks a word.
      [
        confOf().replace('advert_int', 'advert_intervals'),
        /Unknown keyword 'advert_intervals'\nline \d+: +advert_intervals 0.2\n/,
      ],
    ] as const) {
      const { code, stderr } = await put(content);
      expect([code, readFileSync(path(), 'utf8')]).toEqual([1, 'old\n']);
      expect(stderr).toMatch(
        /^keepalived does not accept the new \/etc\/keepalived\/keepalived.conf, which is as it was:\n/,
      );
      expect(stderr).toMatch(words);
      expect(stderr).toMatch(/\nChange in the inventory .* run umctl apply again; Keepalived v2\..*\n$/);
    }
  });

  test('a line with a password is not shown', async () => {
    const { code, stderr } = await put(confOf().replace(/^ *advert_int .*$/m, '  auth_pass sesame12'));
    expect([code, stderr]).toEqual([1, expect.not.stringContaining('sesame12')]);
  });

  test('what it accepts does, after all of that', async () => {
    expect(await put(confOf())).toMatchObject({ code: 0, stderr: '' });
    expect(readFileSync(path(), 'utf8')).toBe(confOf());
    writeFileSync(path(), 'old\n');
  });
});
