import { ASKED_LOGIN, ASKED_SUDO } from '../core/asked-passwords.ts';
import { InputError } from '../core/errors.ts';
import type { Host } from '../core/host.ts';
import type { Secrets } from '../core/secrets.ts';
import type { Passwords } from './passwords.ts';

/**
 * Gives the passwords that were asked for to every host whose inventory has none of its own, as tokens.
 * @throws InputError when a password of sudo was asked for and no host becomes another user
 */
export function withPasswords(hosts: readonly Host[], secrets: Secrets, { login, become }: Passwords): readonly Host[] {
  if (become !== undefined && !hosts.some(({ connection }) => connection.become !== undefined))
    throw new InputError([{ message: '--ask-become-pass, but no host in the inventory has ansible_become: true' }]);
  const password = login === undefined ? {} : { password: secrets.seal(ASKED_LOGIN, login) };
  const sudo = become === undefined ? {} : { password: secrets.seal(ASKED_SUDO, become) };
  return hosts.map((host) => {
    const { connection } = host;
    const becoming = connection.become === undefined ? {} : { become: { ...sudo, ...connection.become } };
    return { ...host, connection: { ...password, ...connection, ...becoming } };
  });
}
