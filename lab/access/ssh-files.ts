import type { HostSpec } from '../model/topology.ts';

/** Lines of a known_hosts file for forwarded ports (sshd(8), SSH_KNOWN_HOSTS FILE FORMAT). Pure. */
export function knownHosts(hosts: readonly HostSpec[], keys: ReadonlyMap<string, readonly string[]>): string {
  return hosts
    .flatMap(({ name, port }) => (keys.get(name) ?? []).map((key) => `[127.0.0.1]:${port} ${key}\n`))
    .join('');
}

/** Client configuration that makes `ssh -F FILE n1` work (ssh_config(5)). Pure. */
export function sshConfig(
  hosts: readonly HostSpec[],
  files: { readonly key: string; readonly knownHosts: string },
): string {
  const perHost = hosts.map(({ name, port }) => `Host ${name}\n  HostName 127.0.0.1\n  Port ${port}\n`);
  const common = [
    'Host *',
    // sntrup761, which OpenSSH prefers, takes half of a login's processor time; there is nothing here to keep from the future.
    '  KexAlgorithms ^curve25519-sha256',
    '  User root',
    `  IdentityFile "${files.key}"`,
    '  IdentitiesOnly yes',
    '  IdentityAgent none',
    `  UserKnownHostsFile "${files.knownHosts}"`,
    '  GlobalKnownHostsFile /dev/null',
    '  StrictHostKeyChecking yes',
    '  UpdateHostKeys no',
    '  BatchMode yes',
    // A login took longer than 10 s on hosts of four labs that shared two processors.
    '  ConnectTimeout 30',
    '',
  ];
  return [...perHost, common.join('\n')].join('\n');
}
