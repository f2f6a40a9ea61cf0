import { expect, test } from 'vitest';
import { createSecrets } from '../../../src/core/secrets.ts';
import { sh } from '../../../src/core/sh.ts';
import { file } from '../../../src/resources/file.ts';
import { service } from '../../../src/resources/service.ts';

const init = { probe: () => sh`:`, parse: () => ({}), functions: () => sh`:` };
const configOf = (content: string) =>
  service({ name: 'ha', enabled: true, running: true, init }, { uses: [file({ path: '/etc/ha', content })] }).want[
    'config'
  ];

test('a key that was made by the last run is no new configuration to this one', () => {
  const secrets = createSecrets();
  const made = configOf(`1 sha1 ${secrets.sealNew('key', 'value')}`);
  expect(configOf(`1 sha1 ${secrets.seal('key', 'value')}`)).toBe(made);
  expect(configOf(`2 sha1 ${secrets.seal('key', 'value')}`)).not.toBe(made);
});
