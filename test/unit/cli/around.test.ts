import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { withAround } from '../../../src/cli/around.ts';
import { readSurroundings } from '../../../src/inventory/ansible/surroundings.ts';

const around = (env: Readonly<Record<string, string>>) =>
  readSurroundings({}, { env: { ANSIBLE_CONFIG: '/dev/null/none', ...env }, home: '/nowhere', directory: '/nowhere' });

const host = (become?: { readonly user: string }) => ({
  connection: { host: 'n1', sshOptions: {}, ...(become === undefined ? {} : { become }) },
});

test('a password that is asked for counts before one of the environment', async () => {
  const given = await around({ ANSIBLE_BECOME_PASS: 'a', ANSIBLE_SUDO_PASS: 'b', ANSIBLE_BECOME_USER: 'op' });
  const names = (options: { readonly askBecomePass?: boolean }) =>
    withAround(options, given).connection.flatMap((layer) => [...layer.keys()]);
  expect(names({})).toEqual(['ansible_become_user', 'ansible_become_password', 'ansible_sudo_pass']);
  expect(names({ askBecomePass: true })).toEqual(['ansible_become_user']);
});

test('what the configuration wants asked is asked only where somebody becomes another', async () => {
  const { passwordsFor } = withAround({}, await around({ ANSIBLE_BECOME_ASK_PASS: 'yes' }));
  expect(passwordsFor([host()]).askBecomePass).toBe(false);
  expect(passwordsFor([host(), host({ user: 'root' })]).askBecomePass).toBe(true);
});

test('vault passwords come in the order of Ansible, and the number of forks from what is nearest', async () => {
  const given = await around({ ANSIBLE_VAULT_IDENTITY_LIST: 'a@x,b@y', ANSIBLE_FORKS: '7' });
  const { vault, forks } = withAround({ vaultId: ['c@z'] }, given);
  expect([vault.vaultId, forks, withAround({ forks: 3 }, given).forks]).toEqual([['a@x', 'b@y', 'c@z'], 7, 3]);
});

test('a variables plugin beside that of group_vars is named, as what it would bring is missing; without group_vars it is refused', async () => {
  const { warnings } = await around({ ANSIBLE_VARS_ENABLED: 'host_group_vars,community.sops.sops' });
  expect(warnings).toContainEqual(expect.stringContaining('does not run the variables plugin community.sops.sops'));
  await expect(around({ ANSIBLE_VARS_ENABLED: 'community.sops.sops' })).rejects.toThrow('leaves out host_group_vars');
  const usual = await around({ ANSIBLE_VARS_ENABLED: 'ansible.builtin.host_group_vars' });
  expect(usual.warnings.filter((warning) => warning.includes('plugin'))).toEqual([]);
});

test('a byte of ansible.cfg that is not UTF-8 is told with its place', async () => {
  const file = path.join(mkdtempSync(path.join(tmpdir(), 'umctl-around-')), 'ansible.cfg');
  writeFileSync(file, Buffer.from('[defaults]\n# f\u00fcr alle\n', 'latin1'));
  await expect(around({ ANSIBLE_CONFIG: file })).rejects.toThrow('ansible.cfg:2:4: the byte 0xFC is not UTF-8 text');
  rmSync(path.dirname(file), { recursive: true });
});
