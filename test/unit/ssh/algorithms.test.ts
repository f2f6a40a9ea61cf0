import { expect, test } from 'vitest';
import { algorithms } from '../../../src/ssh/algorithms.ts';
import { findKnown } from '../../../src/ssh/judge-host-key.ts';

const rsaLine = {
  marker: undefined,
  names: 'n1',
  type: 'ssh-rsa',
  key: Buffer.from('any'),
  sound: true,
  file: 'file',
  line: 1,
};
const unknown = findKnown([], { hostname: 'n1', port: 22, alias: undefined });
const modern = { name: 'n1', kexAlgorithms: [], hostKeyAlgorithms: [], ciphers: [], macs: [] };

const typesFor = (lines: readonly (typeof rsaLine)[], port = 22) =>
  algorithms(modern, findKnown(lines, { hostname: 'n1', port, alias: undefined })).serverHostKey;

test('the types that known_hosts has come first, as for ssh', () => {
  expect(typesFor([])[0]).toBe('ssh-ed25519');
  expect(typesFor([rsaLine]).slice(0, 3)).toEqual(['rsa-sha2-512', 'rsa-sha2-256', 'ssh-ed25519']);
  expect(typesFor([rsaLine, { ...rsaLine, type: 'ssh-ed25519' }]).slice(0, 2)).toEqual([
    'ssh-ed25519',
    'ecdsa-sha2-nistp256',
  ]);
  expect(typesFor([rsaLine], 2222)[0]).toBe('ssh-ed25519');
});

test('SHA-1 only where the ssh configuration names it, and last', () => {
  const isOld = (name: string): boolean => /sha1$|^ssh-rsa$/.test(name);
  const { kex, serverHostKey } = algorithms(modern, unknown);
  expect([...(kex as readonly string[]), ...serverHostKey].some(isOld)).toBe(false);
  const named = { kexAlgorithms: ['diffie-hellman-group14-sha1'], hostKeyAlgorithms: ['ssh-rsa'] };
  const added = { kexAlgorithms: ['+diffie-hellman-group14-sha1'], hostKeyAlgorithms: ['+ssh-rsa'] };
  expect(algorithms({ ...modern, ...named }, unknown)).toMatchObject({
    kex: named.kexAlgorithms,
    serverHostKey: ['ssh-rsa'],
  });
  const old = algorithms({ ...modern, ...added }, unknown);
  expect(old.serverHostKey[0]).toBe('ssh-ed25519');
  expect((old.kex as readonly string[]).at(-1)).toBe('diffie-hellman-group14-sha1');
  expect(old.serverHostKey.at(-1)).toBe('ssh-rsa');
});

test('group exchange, which blocks ssh2, is the last of the modern ones', () => {
  expect((algorithms(modern, unknown).kex as readonly string[]).at(-1)).toMatch(/group-exchange/);
});

test('what the ssh configuration does not allow is not offered, and nothing left is told by name', () => {
  const allowed = {
    kexAlgorithms: ['ecdh-sha2-nistp384', 'sntrup761x25519-sha512'],
    ciphers: ['aes256-ctr', 'aes128-cbc'],
  };
  expect(algorithms({ ...modern, ...allowed, macs: ['-hmac-sha1', 'hmac-sha2-256'] }, unknown)).toMatchObject({
    kex: ['ecdh-sha2-nistp384'],
    cipher: ['aes256-ctr', 'aes128-cbc'],
    hmac: expect.not.arrayContaining(['hmac-sha1']),
  });
  expect(() => algorithms({ ...modern, macs: ['umac-64@openssh.com'] }, unknown)).toThrow(
    /MACs umac-64@openssh.com only/,
  );
});
