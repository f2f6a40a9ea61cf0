import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { forgottenFiles } from '../../../../src/platform/capabilities/forgotten-files.ts';
import { forgetFiles } from '../../../../src/platform/providers/services/forget.ts';
import { type Node, openNode } from '../../resources/node.ts';
import { wantedBy } from '../wanted-by.ts';

const PROFILE = '/etc/NetworkManager/system-connections/umctl-lo-0.nmconnection';
const UNIT = '/etc/systemd/system/umctl-lo-0.service';

const forget = (...paths: readonly string[]) => wantedBy([forgetFiles], forgottenFiles, paths);

let node: Node;
beforeEach(async () => {
  node = await openNode();
  mkdirSync(join(node.root, 'bin'), { recursive: true });
  await node.given('mount --bind bin /usr/local/bin');
});
afterEach(() => node.close());

/** A daemon's tool: it knows the files that there were when it was told last. */
const program = (name: string, text: string) =>
  writeFileSync(join(node.root, 'bin', name), `#!/bin/sh\nknown=${node.root}/${name}.known\n${text}\n`, {
    mode: 0o755,
  });

test('a profile whose file is gone is forgotten', async () => {
  program(
    'nmcli',
    `case "$*" in *reload*) ls ${PROFILE} 2>/dev/null > "$known" ;; *FILENAME*) cat "$known" ;; esac; :`,
  );
  writeFileSync(
    join(node.root, 'nmcli.known'),
    `/etc/NetworkManager/system-connections/eth0.nmconnection\n${PROFILE}\n`,
  );
  const [step] = await node.converge(...forget(PROFILE, '/etc/ha.d/ha.cf'));
  expect(step?.id).toBe(`command NetworkManager forgets ${PROFILE}`);
});

test('a unit whose file is gone is forgotten, and nothing wants it any more', async () => {
  program(
    'systemctl',
    `case "$*" in
  daemon-reload) rm -f "$known" ;;
  *LoadState*) if [ -e "$known" ]; then echo LoadState=loaded; else echo LoadState=not-found; fi ;;
esac`,
  );
  const wants = join(node.etc, 'systemd/system/multi-user.target.wants');
  mkdirSync(wants, { recursive: true });
  symlinkSync(UNIT, join(wants, 'umctl-lo-0.service'));
  writeFileSync(join(node.root, 'systemctl.known'), '');
  await node.converge(...forget(UNIT));
  expect(await node.given('ls -A /etc/systemd/system/multi-user.target.wants')).toBe('');
});

test('where there is no such daemon, nothing is to be forgotten', async () => {
  rmSync(join(node.root, 'bin'), { recursive: true });
  expect(await node.plan(...forget(PROFILE))).toEqual([]);
});
