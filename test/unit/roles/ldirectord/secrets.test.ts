import { describe, expect, it } from 'vitest';
import heartbeat from '../../../../roles/heartbeat/role.ts';
import type { HeartbeatVars } from '../../../../roles/heartbeat/vars.ts';
import ldirectord from '../../../../roles/ldirectord/role.ts';
import type { SecretSource } from '../../../../src/cluster/model/role.ts';
import { type GivenSource, readSecretSource } from '../../../../src/inventory/secret-source.ts';
import { context, EXAMPLE } from '../cluster.ts';
import { EVERY_SECRET, EVERYTHING } from './everything.ts';

const sources = ldirectord.secrets?.(context(ldirectord, { vars: EVERYTHING, secrets: EVERY_SECRET }).vars) ?? {};
const given = (source: SecretSource | undefined) => source as GivenSource;
const read = (source: SecretSource | undefined, env: NodeJS.ProcessEnv) => readSecretSource(given(source), { env });

describe('passwords of checks', () => {
  it('come from where the inventory says', async () => {
    expect(Object.keys(sources)).toEqual(Object.keys(EVERY_SECRET));
    await expect(read(sources['passwd of pop'], { POP: 'long "enough"' })).resolves.toBe('long "enough"');
  });

  it('cannot hold what ldirectord would take for a comment', async () => {
    await expect(read(sources['passwd of pop'], { POP: 'long#enough' })).rejects.toThrow(/has '#' in it/);
  });
});

describe('the key of heartbeat', () => {
  it('is one word', async () => {
    const { vars } = context<HeartbeatVars>(heartbeat, {
      vars: { heartbeat: { ...EXAMPLE.heartbeat, key: { from_env: 'KEY' } } },
    });
    const { key } = heartbeat.secrets?.(vars) ?? {};
    await expect(read(key, { KEY: 'confidential' })).resolves.toBe('confidential');
    await expect(read(key, { KEY: 'confidential to the site' })).rejects.toThrow(/has a space in it/);
  });

  it('is recovered from the file that it was written to', () => {
    const { key } = heartbeat.secrets?.(context<HeartbeatVars>(heartbeat).vars) ?? {};
    expect(key).toMatchObject({ generate: true, recover: { text: expect.stringContaining('/etc/ha.d/authkeys') } });
  });
});
