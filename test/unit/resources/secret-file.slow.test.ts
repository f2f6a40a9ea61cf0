import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createSecrets, OTHER_SECRET } from '../../../src/core/secrets.ts';
import { block } from '../../../src/resources/block.ts';
import { file } from '../../../src/resources/file.ts';
import { kernelModule } from '../../../src/resources/kernel-module.ts';
import { restored } from '../../../src/resources/restored.ts';
import { sysctl } from '../../../src/resources/sysctl.ts';
import { type Node, openNode } from './node.ts';

let node: Node;
beforeEach(async () => {
  node = await openNode();
});
afterEach(() => node.close());

const VALUE = 'poison-6ea1';
const secrets = createSecrets();
const authkeys = (value: string) => `auth 1\n1 sha1 ${secrets.seal('key', value)}\n`;
const wanted = (value = VALUE) => file({ path: join(node.root, 'authkeys'), content: authkeys(value), mode: '0600' });

/** What comes of a probe on its way through a connection. */
async function observed(resource = wanted()) {
  const output = await node.run(resource.probe);
  secrets.register(authkeys(VALUE));
  return { raw: output.stdout, state: resource.parse({ ...output, stdout: secrets.redactDigests(output.stdout) }) };
}

test('the value is neither in the shell text nor in what the host says, and the same secret is no change', async () => {
  const { run, stdin = '' } = wanted().apply(() => true);
  expect(run.text + stdin).not.toContain(VALUE);
  expect(await node.run(run, secrets.reveal(stdin))).toMatchObject({ code: 0, stdout: '', stderr: '' });
  expect(readFileSync(join(node.root, 'authkeys'), 'utf8')).toBe(`auth 1\n1 sha1 ${VALUE}\n`);
  const { raw, state } = await observed();
  expect(raw).not.toContain(VALUE);
  expect(state).toEqual(wanted().want);
});

test('another secret on the host is known to be another, and not shown', async () => {
  await node.given('echo "auth 1" > authkeys; echo "1 sha1 theirs-77c2" >> authkeys; chmod 600 authkeys');
  const { raw, state } = await observed();
  expect(raw).not.toContain('theirs');
  expect(state['content']).toBe(OTHER_SECRET);
});

test('nobody else can read it, not for an instant, and a killed run leaves it so', async () => {
  await node.given('echo old > authkeys; chmod 644 authkeys');
  const { run } = wanted().apply(() => true);
  const shell = spawn('sh', ['-c', run.text], { stdio: ['pipe', 'ignore', 'ignore'] });
  shell.stdin.write('auth 1\n1 sha1 poi');
  const half = join(node.root, '.authkeys.umctl');
  await expect.poll(() => existsSync(half) && statSync(half).size).toBeGreaterThan(0);
  expect(statSync(half).mode & 0o777).toBe(0o600);
  shell.kill('SIGKILL');
  await once(shell, 'exit');
  expect(readFileSync(join(node.root, 'authkeys'), 'utf8')).toBe('old\n');
  const { stdin = '' } = wanted().apply(() => true);
  expect(await node.run(run, secrets.reveal(stdin))).toMatchObject({ code: 0 });
  expect(readdirSync(node.root)).toEqual(['authkeys']);
});

describe('what others may not read does not travel, though nothing secret is wanted there', () => {
  const OLD = 'password = theirs-77c2';
  const resources = (content: string) => [
    file({ path: join(node.root, 'conf'), content }),
    sysctl({ path: join(node.root, 'conf'), settings: { 'kernel.ostype': content.trim() } }),
    kernelModule({ name: 'no_such_module', path: join(node.root, 'conf'), content }),
    block({ path: join(node.root, 'conf'), name: 'x', content }),
    restored({ path: join(node.root, 'conf'), copy: '/x', was: { kind: 'file', content }, hidden: false }),
  ];
  const BLOCK = `# BEGIN umctl x\n${OLD}\n# END umctl x\n`;

  test.each(['600', '640', '4711'])('mode %s', async (mode) => {
    await node.given(`printf '${BLOCK}' > conf; chmod ${mode} conf; chgrp adm conf`);
    const digest = createHash('sha256').update(BLOCK).digest('hex');
    for (const resource of resources('wanted\n')) {
      const { stdout } = await node.run(resource.probe);
      expect(stdout, resource.id).not.toMatch(new RegExp(`theirs|${digest}`));
      const [step] = await node.plan(resource);
      expect(JSON.stringify(step?.changes), resource.id).toContain('(not shown: others may not read it)');
    }
  });

  test('a block that lacks its end gives nothing away', async () => {
    await node.given(`printf '# BEGIN umctl x\n${OLD}\n' > conf; chmod 600 conf`);
    expect((await node.run(block({ path: join(node.root, 'conf'), name: 'x' }).probe)).stdout).not.toContain('theirs');
  });

  test('what is wanted is known there, and what everybody may read is shown', async () => {
    const large = 'x'.repeat(300_000);
    for (const content of ['a\n\nb\n', '', large]) {
      const resource = file({ path: join(node.root, 'conf'), content, mode: '0600' });
      await node.converge(resource);
      expect(await node.plan(resource)).toEqual([]);
    }
    const mine = block({ path: join(node.root, 'mine'), name: 'x', content: 'a\n\n|b\\n' });
    await node.given('echo admin > mine; chmod 600 mine');
    await node.converge(mine);
    await node.given('rm conf; echo admin > conf');
    const [step] = await node.plan(file({ path: join(node.root, 'conf'), content: '' }));
    expect(step?.changes[0]?.from).toBe('admin\n');
  });
});

test('a block refuses to hold one', () => {
  expect(() => block({ path: '/etc/x', name: 'x', content: authkeys(VALUE) })).toThrow('cannot hold a secret');
});
