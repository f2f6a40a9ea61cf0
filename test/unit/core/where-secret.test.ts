import { expect, test } from 'vitest';
import { pathOfSource } from '../../../src/core/where-secret.ts';

const vars = {
  heartbeat: { key: { from_env: 'KEY' } },
  virtual_services: [{ name: 'ftp' }, { name: 'imap', check: { passwd: { from_file: 'imap' }, secret: '<token>' } }],
};

test.each([
  [{ from_env: 'KEY' }, ['heartbeat', 'key', 'from_env']],
  [{ from_file: 'imap', forbids: '#' }, ['virtual_services', 1, 'check', 'passwd', 'from_file']],
  [{ vaulted: '<token>' }, ['virtual_services', 1, 'check', 'secret']],
  [{ from_env: 'OTHER' }, undefined],
  [{ from_command: 'KEY' }, undefined],
])('the variable of %j is found', (source, path) => {
  expect(pathOfSource(vars, source)).toEqual(path);
});
