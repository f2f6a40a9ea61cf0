import { afterAll, beforeAll, expect, test } from 'vitest';
import { haresources } from '../../../../roles/heartbeat/config.ts';
import { askPreferred, warnOfPreferred } from '../../../../roles/heartbeat/preferred.ts';
import role from '../../../../roles/heartbeat/role.ts';
import type { HeartbeatVars } from '../../../../roles/heartbeat/vars.ts';
import { type Node, openNode } from '../../resources/node.ts';
import { contexts, EXAMPLE, HOSTS } from '../cluster.ts';

const hosts = HOSTS.map((host) => ({ ...host, vars: EXAMPLE }));
const warnings = (n1: string, n2: string): readonly string[] => {
  const [first] = contexts<HeartbeatVars>(role, { hosts, secrets: { key: 'k' }, recalled: { n1, n2 } });
  return first === undefined ? [] : warnOfPreferred(first);
};

let node: Node;
beforeAll(async () => {
  node = await openNode();
});
afterAll(() => node.close());

test('a host says whom its haresources prefers, as umctl wrote it and as others do', async () => {
  const [first] = contexts<HeartbeatVars>(role, { hosts, secrets: { key: 'k' } });
  if (first === undefined) throw new Error('there are two directors');
  for (const [text, said] of [
    [haresources(first), 'prefers n1\n'],
    ['# n9 x\n\n  \nnode2.example.com\tIPaddr::10.0.0.1 httpd\nn3 y\n', 'prefers node2.example.com\n'],
    ['# nothing\n', ''],
  ] as const) {
    await node.given(`mkdir -p /etc/ha.d; printf '%s' '${text.replaceAll("'", `'\\''`)}' > /etc/ha.d/haresources`);
    expect((await node.run(askPreferred)).stdout).toBe(said);
  }
  await node.given('rm /etc/ha.d/haresources');
  expect((await node.run(askPreferred)).stdout).toBe('');
});

test('a plan says that another director than before is preferred, and how to keep it', () => {
  expect(warnings('prefers n2\n', 'resources all\nprefers n2\n')).toEqual([
    expect.stringMatching(
      /^n1 becomes the preferred director in place of n2, .*To keep n2, name it first in that group$/,
    ),
  ]);
  expect(warnings('prefers n1\n', 'prefers N1\n')).toEqual([]);
  expect(warnings('', 'resources local\n')).toEqual([]);
  expect(warnings('prefers gone\n', '')).toEqual([]);
});
