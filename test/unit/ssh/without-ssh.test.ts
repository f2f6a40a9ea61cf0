import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { resolveTarget } from '../../../src/ssh/ssh-config.ts';

const path = process.env['PATH'];
let empty: string;

beforeAll(() => {
  empty = mkdtempSync(join(tmpdir(), 'umctl-no-ssh-'));
  process.env['PATH'] = empty;
});
afterAll(() => {
  process.env['PATH'] = path;
  rmSync(empty, { recursive: true });
});

const resolve = (sshOptions: Readonly<Record<string, string>>) =>
  resolveTarget('n1', { host: 'n1.example', sshOptions });

test('files that need nothing of ssh are used as they are', async () => {
  const sshOptions = { UserKnownHostsFile: '/a /b', GlobalKnownHostsFile: 'none', IdentityFile: '/keys/my key' };
  expect(await resolve(sshOptions)).toMatchObject({
    userKnownHostsFiles: ['/a', '/b'],
    globalKnownHostsFiles: [],
    identityFiles: ['/keys/my key'],
  });
});

test.each([
  { UserKnownHostsFile: '"/my keys/kh"' },
  { UserKnownHostsFile: '/my\\ keys/kh' },
  { UserKnownHostsFile: '/keys/%h' },
  { GlobalKnownHostsFile: `/keys/\${HOME}` },
  { RevokedHostKeys: "'/a'" },
  { IdentityFile: '/keys/%h' },
  { IdentityFile: '~bob/key' },
  { CertificateFile: '/keys/%%' },
])('what only ssh can tell is refused: %j', async (sshOptions) => {
  await expect(resolve(sshOptions)).rejects.toMatchObject({
    failure: {
      message: expect.stringContaining('without an ssh on this machine umctl cannot tell which file'),
      next: expect.stringContaining('install the OpenSSH client'),
    },
  });
});
