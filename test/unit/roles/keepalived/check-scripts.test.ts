import { expect, it } from 'vitest';
import { checkScripts } from '../../../../roles/keepalived/check-scripts.ts';
import { director } from './cluster.ts';

const files = (services: readonly object[], secrets: Readonly<Record<string, string>> = {}) =>
  checkScripts(director({ vars: { virtual_services: services }, secrets })).map(({ path, mode }) => `${mode} ${path}`);

it('checks need no file where keepalived makes them by itself', () => {
  expect(files([{ name: 'one', port: 80, check: { service: 'smtp' } }])).toEqual([]);
});

it('checks by umctl-check need the program, and a file each, which nobody else reads where there is a secret in it', () => {
  const imap = { name: 'mail', port: 143, check: { login: 'check', passwd: { from_env: 'IMAP' } } };
  const page = { name: 'web', port: 80, check: { receive: 'Test' } };
  const own = { real_servers: [{ address: '192.168.6.3', request: 'alive', receive: 'yes' }] };
  expect(files([imap, { ...page, ...own }], { 'passwd of mail': 'hidden' })).toEqual([
    '0755 /usr/libexec/keepalived/umctl-check',
    '0600 /etc/keepalived/umctl/mail.check',
    '0644 /etc/keepalived/umctl/web.check',
    '0644 /etc/keepalived/umctl/web@192.168.6.3.check',
  ]);
});
