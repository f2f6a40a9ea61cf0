import { type ConnectionSettings, optionsOf } from '../core/host.ts';

const DEFAULTS = `identityfile ~/.ssh/id_rsa
identityfile ~/.ssh/id_ecdsa
identityfile ~/.ssh/id_ed25519
userknownhostsfile ~/.ssh/known_hosts ~/.ssh/known_hosts2
globalknownhostsfile /etc/ssh/ssh_known_hosts /etc/ssh/ssh_known_hosts2`;

/**
 * What `ssh -G` would print for these settings if there were an `ssh` and no configuration file (ssh_config(5) has the
 * defaults). The first value of a keyword counts, save for identity files: those given replace the default ones.
 */
export function defaultConfig(settings: ConnectionSettings, loginName: string): string {
  const options = optionsOf(settings.sshOptions).map(([key, value]) => `${key.toLowerCase()} ${value}`);
  const given = [
    ...(settings.port === undefined ? [] : [`port ${settings.port}`]),
    ...(settings.user === undefined ? [] : [`user ${settings.user}`]),
    ...(settings.privateKeyFile === undefined ? [] : [`identityfile ${settings.privateKeyFile}`]),
    ...options,
  ];
  const ownKey = given.some((line) => line.startsWith('identityfile '));
  const defaults = DEFAULTS.split('\n').filter((line) => !(ownKey && line.startsWith('identityfile ')));
  return [...given, `hostname ${settings.host}`, `user ${loginName}`, 'port 22', ...defaults].join('\n');
}
