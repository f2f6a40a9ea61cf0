import { expect, test } from 'vitest';
import { algorithms } from '../../../src/ssh/algorithms.ts';
import { findKnown } from '../../../src/ssh/judge-host-key.ts';

const rsaLine = {
  marker: undefined,
  names: 'n1',
  type: 'ssh-rsa',
  key: Buffer.from('any'),
  file: 'file',
  line: 1,
};
const unknown = findKnown([], { hostname: 'n1', port: 22, alias: undefined });
const modern = { kexAlgorithms: [], hostKeyAlgorithms: [] };

test('the types that known_hosts has come first, also by the name without the port', () => {
  expect(algorithms(modern, unknown).serverHostKey[0]).toBe('ssh-ed25519');
  for (const port of [22, 2222]) {
    const known = findKnown([rsaLine], { hostname: 'n1', port, alias: undefined });
    expect(algorithms(modern, known).serverHostKey.slice(0, 3)).toEqual([
      'rsa-sha2-512',
      'rsa-sha2-256',
      'ssh-ed25519',
    ]);
  }
});

test('SHA-1 only where the ssh configuration names it, and last', () => {
  const isOld = (name: string): boolean => /sha1$|^ssh-rsa$/.test(name);
  const { kex, serverHostKey } = algorithms(modern, unknown);
  expect([...(kex as readonly string[]), ...serverHostKey].some(isOld)).toBe(false);
  const asked = { kexAlgorithms: ['diffie-hellman-group14-sha1'], hostKeyAlgorithms: ['ssh-rsa'] };
  const old = algorithms(asked, unknown);
  expect((old.kex as readonly string[]).at(-1)).toBe('diffie-hellman-group14-sha1');
  expect(old.serverHostKey.at(-1)).toBe('ssh-rsa');
});

test('group exchange, which blocks ssh2, is the last of the modern ones', () => {
  expect((algorithms(modern, unknown).kex as readonly string[]).at(-1)).toMatch(/group-exchange/);
});
