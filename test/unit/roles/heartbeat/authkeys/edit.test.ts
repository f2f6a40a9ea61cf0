import { readFileSync, statSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { acceptsKey, signsWithKey } from '../../../../../roles/heartbeat/authkeys/resources.ts';
import {
  askAuthkeys,
  parseAuthkeys,
  showComingKey,
  showSigningKey,
} from '../../../../../roles/heartbeat/authkeys/state.ts';
import type { Resource } from '../../../../../src/core/resource.ts';
import { createSecrets, OTHER_SECRET } from '../../../../../src/core/secrets.ts';
import { type Node, openNode } from '../../../resources/node.ts';

// A node without heartbeat: what is edited is read at its next start.
let node: Node;
beforeAll(async () => {
  node = await openNode();
  await node.given('mkdir -p /etc/ha.d');
});
afterAll(() => node.close());

const secrets = createSecrets();
const token = secrets.seal('heartbeat key', 'the new key');
secrets.register(token);
const params = { number: 2, token, heartbeat: '/bin/false', others: ['n2'], seconds: 1 };
const [accept, sign] = [acceptsKey(params), signsWithKey(params)];

const path = () => `${node.etc}/ha.d/authkeys`;
const content = () => readFileSync(path(), 'utf8');
const given = (text: string) => node.given(`printf '${text}' > /etc/ha.d/authkeys; chmod 600 /etc/ha.d/authkeys`);
const step = (resource: Resource) => {
  const { run, stdin = '' } = resource.apply(() => true);
  return node.run(run, secrets.reveal(stdin));
};
async function observed(resource: Resource) {
  const output = await node.run(resource.probe);
  expect(output.stdout).not.toContain('the new key');
  return resource.parse({ ...output, stdout: secrets.redactDigests(output.stdout) });
}
const asked = async () => parseAuthkeys(secrets.redactDeferredDigests((await node.run(askAuthkeys)).stdout));

test('where there is no file, nothing is to be changed over', async () => {
  expect(await observed(accept)).toEqual(accept.want);
  expect(await observed(sign)).toEqual(sign.want);
  expect(await asked()).toBeUndefined();
});

test.each(['', '#old\\n', '\\n\\n', '1 sha1 key\\n', 'auth\\n', '# auth 1\\n1 sha1 key\\n'])(
  'a file that names no key to sign with (%j) is as good as none: it is written whole, by no phase',
  async (text) => {
    await given(text);
    expect(await observed(accept)).toEqual(accept.want);
    expect(await observed(sign)).toEqual(sign.want);
    expect(await asked()).toBeUndefined();
  },
);

test('lines that begin with a space count, as they do for heartbeat', async () => {
  await given('  auth 1\\n  1 sha1 old\\n');
  expect(await asked()).toEqual({ signs: 1, keys: new Map([[1, OTHER_SECRET]]) });
  expect((await node.run(showSigningKey)).stdout).toBe('old\n');
  for (const resource of [accept, sign]) {
    expect(await step(resource)).toMatchObject({ code: 0, stderr: '' });
    expect(await observed(resource)).toEqual(resource.want);
  }
  expect(content()).toContain('auth 2\n');
});

test('the phases go from file to file, with keys known by number and digest only', async () => {
  await given('# theirs\\nauth 1\\n1 sha1 old\\n3 crc');
  expect(await asked()).toEqual({
    signs: 1,
    keys: new Map([
      [1, OTHER_SECRET],
      [3, OTHER_SECRET],
    ]),
  });
  expect(await observed(accept)).toMatchObject({ heartbeat: 'loaded' });
  const before = statSync(path());
  expect(await step(accept)).toMatchObject({ code: 0, stderr: '' });
  expect(content()).toBe('# theirs\nauth 1\n1 sha1 old\n3 crc\n# Takes over: key 2\n2 sha1 the new key\n');
  const after = statSync(path());
  expect([after.mode & 0o777, after.uid]).toEqual([0o600, before.uid]);
  // heartbeat compares whole seconds.
  expect(Math.floor(after.mtimeMs / 1000)).not.toBe(Math.floor(before.mtimeMs / 1000));
  expect(await observed(accept)).toEqual(accept.want);
  expect(await observed(sign)).toEqual({ signs: 'key 1', heartbeat: 'loaded' });
  expect((await node.run(showComingKey)).stdout).toBe('the new key\n');
  expect((await node.run(showSigningKey)).stdout).toBe('old\n');
  expect(await step(sign)).toMatchObject({ code: 0, stderr: '' });
  expect(content()).toContain('\nauth 2\n1 sha1 old\n');
  expect(await asked()).toMatchObject({
    signs: 2,
    comes: 2,
    keys: new Map([
      [1, OTHER_SECRET],
      [3, OTHER_SECRET],
      [2, token],
    ]),
  });
  expect(await observed(sign)).toEqual(sign.want);
});

test('a step that is done again changes nothing', async () => {
  const before = content();
  for (const resource of [accept, sign]) expect(await step(resource)).toMatchObject({ code: 0 });
  expect(content()).toBe(before);
});
