import { expect, test } from 'vitest';
import { otherAddress, tooShort } from '../../../src/ssh/key-rules.ts';
import { parseKnownHosts } from '../../../src/ssh/known-hosts.ts';
import { readResolved } from '../../../src/ssh/resolved.ts';
import { toTarget } from '../../../src/ssh/target.ts';
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
