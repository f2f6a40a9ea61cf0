import { expect, test } from 'vitest';
import { findKnown, judgeHostKey } from '../../../src/ssh/judge-host-key.ts';
import { parseKnownHosts } from '../../../src/ssh/known-hosts.ts';
import { wire } from '../../wire.ts';

/** Something that looks like a key of a type in wire format. */
const key = (type: string, filling: number): Buffer =>
  type === 'ssh-rsa'
    ? wire(type, Buffer.from([1, 0, 1]), Buffer.alloc(256, filling))
    : wire(type, Buffer.alloc(32, filling));
const line = (names: string, type: string, filling: number): string =>
  `${names} ${type} ${key(type, filling).toString('base64')}`;
const known = (
  lines: readonly string[],
  { hostname = 'n1', port = 22, alias }: { hostname?: string; port?: number; alias?: string } = {},
) => findKnown(parseKnownHosts(lines.join('\n'), 'file'), { hostname, port, alias });

const ed = key('ssh-ed25519', 1);

test('known, unknown, changed, of another type, revoked', () => {
  const judge = (...lines: readonly string[]) => judgeHostKey(known(lines), ed);
  expect(judge(line('n1', 'ssh-ed25519', 1))).toEqual({ kind: 'known' });
  expect(judge(line('n1', 'ssh-ed25519', 2), line('n1', 'ssh-ed25519', 1))).toEqual({ kind: 'known' });
  expect(judge(line('n2', 'ssh-ed25519', 1))).toEqual({ kind: 'unknown' });
  expect(judge(line('@cert-authority n1', 'ssh-ed25519', 1))).toEqual({ kind: 'unknown' });
  expect(judge('', line('n1', 'ssh-ed25519', 2))).toMatchObject({ kind: 'changed', line: { line: 2 } });
  expect(judge(line('n1', 'ssh-rsa', 1))).toMatchObject({ kind: 'other type', line: { type: 'ssh-rsa' } });
  expect(judge(line('n1', 'ssh-ed25519', 1), line('@revoked *', 'ssh-ed25519', 1))).toMatchObject({ kind: 'revoked' });
});

test('the name without the port vouches for a host, but does not accuse it', () => {
  const at = { port: 2222 };
  expect(judgeHostKey(known([line('n1', 'ssh-ed25519', 1)], at), ed)).toEqual({ kind: 'known' });
  expect(judgeHostKey(known([line('n1', 'ssh-ed25519', 2)], at), ed)).toEqual({ kind: 'unknown' });
  const both = [line('n1', 'ssh-ed25519', 1), line('[n1]:2222', 'ssh-ed25519', 2)];
  expect(judgeHostKey(known(both, at), ed)).toMatchObject({ kind: 'changed' });
  expect(judgeHostKey(known([line('@revoked n1', 'ssh-ed25519', 1)], at), ed)).toMatchObject({ kind: 'revoked' });
});

test('an alias stands alone, without a port', () => {
  const lines = [line('alias', 'ssh-ed25519', 1), line('[n1]:2222', 'ssh-ed25519', 2)];
  expect(known(lines, { port: 2222, alias: 'alias' }).name).toBe('alias');
  expect(judgeHostKey(known(lines, { port: 2222, alias: 'alias' }), ed)).toEqual({ kind: 'known' });
});

test('a line that cannot be read as a key keeps new keys out, and may revoke any', () => {
  const own = line('n1', 'ssh-ed25519', 1);
  expect(judgeHostKey(known(['n1 ssh-ed25519 AAAA']), ed)).toMatchObject({ kind: 'unreadable', line: { line: 1 } });
  expect(judgeHostKey(known(['n2 ssh-ed25519 AAAA']), ed)).toEqual({ kind: 'unknown' });
  expect(judgeHostKey(known(['n1 ssh-ed25519 AAAA', own]), ed)).toEqual({ kind: 'known' });
  // The right key under the name of another type is no line that vouches, neither with the port nor without.
  const wrong = `n1 ssh-rsa ${ed.toString('base64')}`;
  expect(judgeHostKey(known([wrong]), ed)).toMatchObject({ kind: 'unreadable' });
  expect(judgeHostKey(known([wrong], { port: 2222 }), ed)).toEqual({ kind: 'unknown' });
  expect(judgeHostKey(known([own, '@revoked * ssh-ed25519 AAAA']), ed)).toMatchObject({ kind: 'unreadable' });
});

test.each(['*', 'n1,n2', '!n1', '@n1', '#n1', '|n1', 'n 1'])('a new key is not recorded for %j', (alias) => {
  expect(judgeHostKey(known([], { alias }), ed)).toEqual({ kind: 'unrecordable' });
});
