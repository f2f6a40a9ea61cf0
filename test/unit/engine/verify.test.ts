import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { check } from '../../../src/core/check.ts';
import { EXIT } from '../../../src/core/errors.ts';
import { containsSecret, DIGEST_MARK, OTHER_SECRET } from '../../../src/core/secrets.ts';
import { sh } from '../../../src/core/sh.ts';
import { file } from '../../../src/resources/file.ts';
import { type Story, tell } from './cluster.ts';
import { type Hosts, openHosts } from './hosts.ts';

let hosts: Hosts;
beforeAll(async () => {
  hosts = await openHosts('n1');
});
afterAll(() => hosts?.close());

const late: Story = {
  wanted: () => [],
  checks: (host) => [
    check('is there', host, sh`ls /etc/late`, ({ code }) => (code === 0 ? undefined : 'is not there')),
  ],
};

test('a check is waited for as long as it is told to, and not at all otherwise', async () => {
  const impatient = await tell('verify', hosts, late);
  expect(impatient.summary.exit).toBe(EXIT.unhealthy);
  expect(impatient.events.some(({ type }) => type === 'waiting')).toBe(false);
  const patient = await tell('verify', hosts, {
    ...late,
    waitSeconds: 20,
    hears: ({ type }) => type === 'waiting' && writeFileSync(join(hosts.node('n1').etc, 'late'), ''),
  });
  expect(patient.summary).toMatchObject({ exit: EXIT.done, checks: { failed: 0 } });
});

test('a check knows the file of a secret by its digest', async () => {
  await hosts.node('n1').given("umask 077; echo 'key 0123456789abcdef' > /etc/key");
  const { summary } = await tell('verify', hosts, {
    secrets: { key: { generate: true, recover: sh`sed -n 's/^key //p' /etc/key` } },
    wanted: (_, { key = '' }) => [file({ path: '/etc/key', content: `key ${key}\n`, mode: '0600' })],
    checks: (host) => [
      check('has the key', host, sh`printf %s ${DIGEST_MARK} && sha256sum < /etc/key`, ({ stdout }) =>
        containsSecret(stdout) && !stdout.includes(OTHER_SECRET) ? undefined : 'is another',
      ),
    ],
  });
  expect(summary).toMatchObject({ exit: EXIT.done, checks: { failed: 0 } });
});
