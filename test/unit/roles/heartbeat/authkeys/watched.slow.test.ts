import { afterAll, beforeAll, expect, test } from 'vitest';
import { edit } from '../../../../../roles/heartbeat/authkeys/edit.ts';
import { sh } from '../../../../../src/core/sh.ts';
import { END } from '../../../../../src/resources/shell/replace.ts';
import { isRoot } from '../../../is-root.ts';
import { type Node, openNode } from '../../../resources/node.ts';

let node: Node;
beforeAll(async () => {
  node = await openNode();
  await node.given('mkdir -p /etc/ha.d');
});
afterAll(() => node.close());

/** Changes authkeys while heartbeat says these things of n2, one after another; the last one stays. */
async function changed(...states: readonly string[]) {
  await node.given(`printf '%s\\n' 'auth 1' '1 sha1 old' > /etc/ha.d/authkeys; chmod 600 /etc/ha.d/authkeys
printf '%s\\n' ${states.join(' ')} > /etc/ha.d/said`);
  const says = sh`cl_status() {
  [ "$1" = nodestatus ] || return 0
  head -n 1 /etc/ha.d/said
  [ "$(wc -l < /etc/ha.d/said)" -lt 2 ] || { sed 1d /etc/ha.d/said > /etc/ha.d/rest; cat /etc/ha.d/rest > /etc/ha.d/said; }
}`;
  const lines = sh`ls -ld "$t" > /etc/seen; printf '%s\\n' 'auth 1' '1 sha1 new'; printf %s ${END}`;
  return node.run(sh`${says}
${edit(lines, { heartbeat: '/bin/true', others: ['n2'], seconds: 3 })}`);
}

test('a director that is heard again while authkeys changes stops nobody', async () => {
  expect(await changed('dead', 'dead', 'active')).toMatchObject({ code: 0, stderr: '' });
});

test('one that is no longer heard does, whether it was heard all the time or only just came back', async () => {
  for (const states of [
    ['active', 'active', 'dead'],
    ['dead', 'active', 'dead'],
  ]) {
    const { code, stderr } = await changed(...states);
    expect([code, stderr]).toEqual([1, expect.stringContaining("it saw 'n2 active', and now 'n2 dead'")]);
  }
});

test.skipIf(!isRoot)(
  'a new authkeys takes over no ACL that its directory hands down, not even while it is empty',
  async () => {
    await node.given('setfacl -d -m u:nobody:rw /etc/ha.d');
    expect(await changed('active')).toMatchObject({ code: 0 });
    await node.given('setfacl -k /etc/ha.d');
    expect(await node.given('cat /etc/seen; ls -l /etc/ha.d/authkeys')).toMatch(/^-rw------- .*\n-rw------- .*\n$/);
  },
);
