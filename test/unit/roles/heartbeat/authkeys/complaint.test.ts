import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { authkeysComplaint } from '../../../../../roles/heartbeat/authkeys/complaint.ts';
import { authkeys } from '../../../../../roles/heartbeat/config.ts';
import { createSecrets, DIGEST_MARK } from '../../../../../src/core/secrets.ts';
import { printed } from '../../fixture.ts';

const secrets = createSecrets();
const wanted = authkeys(secrets.seal('key', 'correct horse'));
secrets.register(wanted);

const sha256 = (content: string) => createHash('sha256').update(content).digest('hex');
/** What the check's question prints, as it arrives. */
const arrived = (content: string, mode = '600 root:root') =>
  printed(secrets.redactDigests(`${mode}\n${DIGEST_MARK}${sha256(content)}  -\n`));
const right = arrived(secrets.reveal(wanted));

describe('authkeys', () => {
  it('is as wanted everywhere', () => {
    expect(authkeysComplaint({ n1: right, n2: right })).toBeUndefined();
  });

  it('holds another key somewhere', () => {
    const other = arrived('auth 1\n1 sha1 battery staple\n');
    expect(authkeysComplaint({ n1: right, n2: other })).toBe('n2: authkeys is not as wanted');
  });

  it('can be read by others, or not at all', () => {
    const open = arrived(secrets.reveal(wanted), '644 root:root');
    const gone = { code: 1, stdout: '', stderr: 'stat: cannot statx authkeys' };
    expect(authkeysComplaint({ n1: open, n2: gone })).toBe(
      'n1: authkeys is 644 root:root, wanted 600 root:root; n2: stat: cannot statx authkeys',
    );
  });
});
