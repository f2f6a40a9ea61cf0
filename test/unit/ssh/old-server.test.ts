import { expect, test } from 'vitest';
import { emptyLog } from '../../../src/ssh/auth-handler.ts';
import { wayIntoOldServer } from '../../../src/ssh/old-server.ts';
import { readResolved } from '../../../src/ssh/resolved.ts';
import { toTarget } from '../../../src/ssh/target.ts';

const files = {
  identityFiles: [],
  certificateFiles: [],
  agentSocket: undefined,
  userKnownHostsFiles: [],
  globalKnownHostsFiles: [],
  revokedHostKeysFiles: [],
};
const target = toTarget('n1', readResolved('hostname 192.0.2.1\nuser root\nport 22\n'), files);
const way = (server: string, ...keyTypes: readonly string[]) =>
  wayIntoOldServer(target, { log: { ...emptyLog(), server: `SSH-2.0-${server}` }, keyTypes });

test.each([
  ['OpenSSH_5.3', ['ssh-ed25519'], true],
  ['OpenSSH_4.3', ['ecdsa-sha2-nistp256', 'ssh-ed25519'], true],
  ['OpenSSH_5.3', ['ecdsa-sha2-nistp256'], true],
  ['OpenSSH_6.4', ['ssh-ed25519'], true],
  ['OpenSSH_6.4', ['ecdsa-sha2-nistp256', 'ssh-ed25519'], false],
  ['OpenSSH_6.6.1', ['ssh-ed25519'], false],
  ['OpenSSH_10.0p2 Debian-7', ['ssh-ed25519'], false],
  ['OpenSSH_5.3', ['ssh-ed25519', 'ssh-rsa'], false],
  ['OpenSSH_5.3', [], false],
  ['dropbear_2022.83', ['ssh-ed25519'], false],
])('%s with keys of %j: needs an RSA key: %j', (server, types, needs) => {
  expect(way(server, ...types)?.includes('it needs an RSA key') ?? false).toBe(needs);
});

test('an RSA key that was left out for its SHA-1 signature: the option that lets it sign so', () => {
  const log = { ...emptyLog(), server: 'SSH-2.0-OpenSSH_5.3', tooNew: ['key id_rsa'] };
  expect(wayIntoOldServer(target, { log, keyTypes: ['ssh-rsa'] })).toBe(
    'SSH-2.0-OpenSSH_5.3 knows RSA keys with SHA-1 only: ansible_ssh_common_args: -o PubkeyAcceptedAlgorithms=+ssh-rsa',
  );
});
