import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { otherAddress, tooShort } from '../../../src/ssh/key-rules.ts';
import { parseKnownHosts } from '../../../src/ssh/known-hosts.ts';
import { readResolved } from '../../../src/ssh/resolved.ts';
import { toTarget } from '../../../src/ssh/target.ts';
import { loadTrust } from '../../../src/ssh/trust.ts';
import { wire } from '../../wire.ts';

const files = {
  identityFiles: [],
  certificateFiles: [],
  agentSocket: undefined,
  userKnownHostsFiles: [],
  globalKnownHostsFiles: [],
  revokedHostKeysFiles: [],
};
const target = (text: string) => toTarget('n1', readResolved(`hostname n1.example\n${text}`), files);
const key = (filling: number): Buffer => wire('ssh-ed25519', Buffer.alloc(32, filling));
const at = (name: string, filling: number) =>
  parseKnownHosts(`${name} ssh-ed25519 ${key(filling).toString('base64')}`, 'file');

test.each([
  ['checkhostip yes', '192.0.2.1', '192.0.2.1', 2, true],
  ['checkhostip yes', '192.0.2.1', '192.0.2.1', 1, false],
  ['checkhostip yes', '192.0.2.1', '192.0.2.2', 2, false],
  ['checkhostip yes\nport 2222', '192.0.2.1', '[192.0.2.1]:2222', 2, true],
  ['checkhostip yes\nport 2222', '192.0.2.1', '192.0.2.1', 2, false],
  ['checkhostip no', '192.0.2.1', '192.0.2.1', 2, false],
  ['', '192.0.2.1', '192.0.2.1', 2, false],
  ['checkhostip yes', '127.0.0.1', '127.0.0.1', 2, false],
  ['checkhostip yes', '::1', '::1', 2, false],
  ['checkhostip yes\nhostname 192.0.2.1', undefined, '192.0.2.1', 2, false],
])('%j, reached at %j, known as %j by key %i: refused: %j', (text, address, name, filling, refused) => {
  const refusal = otherAddress(target(text), at(name, filling), { key: key(1), address });
  expect(refusal !== undefined).toBe(refused);
});

const rsa = (bits: number): Buffer =>
  wire('ssh-rsa', Buffer.from([1, 0, 1]), Buffer.concat([Buffer.of(0), Buffer.alloc(bits / 8, 0xff)]));

test.each([
  ['', 1024, false],
  ['', 1016, true],
  ['requiredrsasize 2048', 1024, true],
  ['requiredrsasize 2048', 2048, false],
])('%j and a host key of %i bits: refused: %j', (text, bits, refused) => {
  expect(tooShort(target(text), rsa(bits)) !== undefined).toBe(refused);
  expect(tooShort(target(text), key(1))).toBeUndefined();
});

test('both rules stand before what known_hosts says of the name', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'umctl-rules-'));
  const line = (name: string, type: string, shown: Buffer) => `${name} ${type} ${shown.toString('base64')}\n`;
  writeFileSync(
    join(dir, 'kh'),
    line('n1.example', 'ssh-ed25519', key(1)) +
      line('n1.example', 'ssh-rsa', rsa(1024)) +
      line('192.0.2.1', 'ssh-ed25519', key(2)),
  );
  const load = (text: string) =>
    loadTrust(
      { ...target(text), userKnownHostsFiles: [join(dir, 'kh')] },
      { acceptNewHostKeys: false, remember: async () => {} },
    );
  try {
    const [plain, strict] = [await load(''), await load('checkhostip yes\nrequiredrsasize 2048')];
    const judge = (trust: typeof plain) => [trust.verify(key(1), '192.0.2.1'), trust.verify(rsa(1024))];
    expect(judge(plain)).toEqual([true, true]);
    expect(judge(strict)).toEqual([false, false]);
    expect(strict.refusal()?.message).toContain('RequiredRSASize is 2048');
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
});
