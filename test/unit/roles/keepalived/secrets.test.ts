import { expect, test } from 'vitest';
import { secrets } from '../../../../roles/keepalived/secrets.ts';
import { type GivenSource, readSecretSource } from '../../../../src/inventory/secret-source.ts';
import { director } from './cluster.ts';

const read = (type: string, value: string) => {
  const { vars } = director({ vars: { keepalived: { authentication: { type, password: { from_env: 'VRRP' } } } } });
  return readSecretSource(secrets(vars)['password of VRRP'] as GivenSource, { env: { VRRP: value } });
};

test.each(['PASS', 'AH'])('a password of VRRP (%s) is what keepalived goes by', async (type) => {
  await expect(read(type, 'eight888')).resolves.toBe('eight888');
  await expect(read(type, 'nine99999')).rejects.toThrow(
    'the secret from the environment variable VRRP is longer than 8 characters, and what it is for goes by no more',
  );
  await expect(read(type, '1111')).rejects.toThrow('is shorter than 8 characters');
});
