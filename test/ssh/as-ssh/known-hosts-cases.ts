import type { ExpectedOfKeys } from './both.ts';
import { hashed, type Keys } from './keys.ts';
import { UNREADABLE_CASES } from './unreadable-cases.ts';

/** A known_hosts file and how it is to end, by default as with ssh. */
export interface Case extends ExpectedOfKeys {
  readonly name: string;
  readonly file: (keys: Keys) => string | Buffer;
}

const REVOKED = 'a @revoked line that umctl cannot read may mean any key';
const PAST_1023 = 'a'.repeat(1024);

const plain: readonly Case[] = [
  { name: 'nothing', file: () => '' },
  { name: 'the key', file: (k) => `${k.name} ${k.right()}\n` },
  { name: 'the key without a newline', file: (k) => `${k.name} ${k.right()}` },
  { name: 'the key with a comment', file: (k) => `${k.name} ${k.right()} root@n1 # old\n` },
  { name: 'another key', file: (k) => `${k.name} ${k.other()}\n` },
  { name: 'another key, then the key', file: (k) => `${k.name} ${k.other()}\n${k.name} ${k.right()}\n` },
  { name: 'the key, then another', file: (k) => `${k.name} ${k.right()}\n${k.name} ${k.other()}\n` },
  { name: 'the ecdsa key only', file: (k) => `${k.name} ${k.right('ecdsa')}\n` },
  { name: 'the rsa key only', file: (k) => `${k.name} ${k.right('rsa')}\n` },
  { name: 'another rsa key only', file: (k) => `${k.name} ${k.other('rsa')}\n` },
  {
    name: 'another ecdsa key, the rsa key',
    file: (k) => `${k.name} ${k.other('ecdsa')}\n${k.name} ${k.right('rsa')}\n`,
  },
  { name: 'a comment before the key', file: (k) => `# ${k.name} ${k.other()}\n\n${k.name} ${k.right()}\n` },
  { name: 'a commented key', file: (k) => `#${k.name} ${k.right()}\n` },
  { name: 'tabs and blanks', file: (k) => ` \t${k.name}\t ${k.right().replace(' ', ' \t')}\t\n` },
  { name: 'another key after tabs', file: (k) => `\t${k.name}\t${k.other().replace(' ', '\t')}\n` },
  { name: 'lines that end with CR LF', file: (k) => `# hosts\r\n${k.name} ${k.right()}\r\n` },
  { name: 'another key, CR LF', file: (k) => `${k.name} ${k.other()}\r\n` },
  { name: 'CR only', file: (k) => `# hosts\r${k.name} ${k.right()}\r` },
  { name: 'a name of another port', file: (k) => `[127.0.0.1]:1 ${k.right()}\n` },
  { name: 'a key for a device', file: (k) => `${k.name} ${k.onDevice}\n` },
  { name: 'a certificate', file: (k) => `${k.name} ${k.certificate}\n` },
  { name: 'an authority', file: (k) => `@cert-authority * ${k.other()}\n` },
  { name: 'the key as an authority', file: (k) => `@cert-authority ${k.name} ${k.right()}\n` },
];

const names: readonly Case[] = [
  { name: 'without the port', file: (k) => `127.0.0.1 ${k.right()}\n` },
  { name: 'another key without the port', file: (k) => `127.0.0.1 ${k.other()}\n` },
  {
    name: 'another key with, the key without the port',
    file: (k) => `127.0.0.1 ${k.right()}\n${k.name} ${k.other()}\n`,
  },
  { name: 'the rsa key without the port', file: (k) => `127.0.0.1 ${k.right('rsa')}\n` },
  {
    name: 'a certificate with, the key without the port',
    file: (k) => `${k.name} ${k.certificate}\n127.0.0.1 ${k.right()}\n`,
  },
  {
    name: 'a cut key with, the key without the port',
    file: (k) => `${k.name} ${k.other().slice(0, -4)}\n127.0.0.1 ${k.right()}\n`,
    stricter: 'a line that cannot be read may be of the host, which has no other name then',
  },
  { name: 'a list', file: (k) => `n1,${k.name},n2 ${k.right()}\n` },
  { name: 'a list with blanks', file: (k) => `n1, ${k.name} ${k.right()}\n` },
  { name: 'a list that ends with a comma', file: (k) => `${k.name}, ${k.right()}\n` },
  { name: 'a list with an empty name', file: (k) => `,,${k.name} ${k.right()}\n` },
  { name: 'everybody', file: (k) => `* ${k.right()}\n` },
  { name: 'another key for everybody', file: (k) => `* ${k.other()}\n` },
  { name: 'a pattern', file: (k) => `[127.0.0.?]:* ${k.right()}\n` },
  { name: 'another key by a pattern', file: (k) => `[*]:* ${k.other()}\n` },
  { name: 'a pattern in brackets that is no set', file: (k) => `[127.0.0.[0-9]]:* ${k.right()}\n` },
  { name: 'many stars', file: (k) => `${'*1'.repeat(20)}* ${k.right()}\n` },
  { name: 'a negated pattern', file: (k) => `[127.*]:*,!${k.name} ${k.right()}\n` },
  { name: 'a negated pattern, another key', file: (k) => `!${k.name},* ${k.other()}\n` },
  { name: 'a negated pattern of others', file: (k) => `!n1,* ${k.right()}\n` },
  { name: 'nothing but negated', file: (k) => `!n1 ${k.right()}\n` },
  { name: 'twice negated', file: (k) => `!!${k.name},* ${k.right()}\n` },
  { name: 'a long pattern before the name', file: (k) => `${PAST_1023},${k.name} ${k.right()}\n` },
  { name: 'a long pattern after the name', file: (k) => `${k.name},${PAST_1023} ${k.right()}\n` },
  { name: 'a long pattern, another key', file: (k) => `${k.name},${PAST_1023} ${k.other()}\n` },
  { name: 'a pattern of 1022 characters', file: (k) => `${'a'.repeat(1022)},${k.name} ${k.right()}\n` },
  { name: 'a pattern of 1023 characters', file: (k) => `${'a'.repeat(1023)},${k.name} ${k.right()}\n` },
  { name: 'a star of 1030 characters', file: (k) => `${'*'.repeat(1030)} ${k.right()}\n` },
  { name: 'a long negated pattern', file: (k) => `${k.name},!${PAST_1023} ${k.right()}\n` },
  { name: 'a line of 100,000 characters', file: (k) => `${'n1,'.repeat(33_000)}${k.name} ${k.right()}\n` },
];

const marked: readonly Case[] = [
  { name: '@revoked', file: (k) => `${k.name} ${k.right()}\n@revoked ${k.name} ${k.right()}\n` },
  { name: '@revoked for everybody', file: (k) => `@revoked * ${k.right()}\n${k.name} ${k.right()}\n` },
  { name: '@revoked, another key', file: (k) => `@revoked * ${k.other()}\n${k.name} ${k.right()}\n` },
  { name: '@revoked of another host', file: (k) => `@revoked n1 ${k.right()}\n${k.name} ${k.right()}\n` },
  {
    name: '@revoked by a hashed name',
    file: (k) => `@revoked ${hashed(k.name)} ${k.right()}\n${k.name} ${k.right()}\n`,
  },
  { name: '@revoked certificate of the key', file: (k) => `@revoked * ${k.certificate}\n${k.name} ${k.right()}\n` },
  {
    name: '@revoked without the port',
    file: (k) => `@revoked 127.0.0.1 ${k.right()}\n${k.name} ${k.right()}\n`,
    stricter: '@revoked counts for the name without the port, too',
  },
  {
    name: '@revoked and a tab',
    file: (k) => `@revoked\t${k.name} ${k.right()}\n${k.name} ${k.right()}\n`,
    stricter: 'a marker that ssh does not read revokes all the same',
  },
  { name: '@revoked twice', file: (k) => `@revoked @revoked ${k.name} ${k.right()}\n${k.name} ${k.right()}\n` },
  {
    name: '@revoked, cut',
    file: (k) => `@revoked * ${k.right().slice(0, -6)}\n${k.name} ${k.right()}\n`,
    stricter: REVOKED,
  },
  {
    name: '@revoked, another cut key, not known',
    file: (k) => `@revoked * ${k.other().slice(0, -6)}\n`,
    stricterWhenNew: REVOKED,
  },
  { name: 'an unknown marker', file: (k) => `@trusted ${k.name} ${k.right()}\n` },
  { name: 'a marker in capitals', file: (k) => `@REVOKED ${k.name} ${k.right()}\n${k.name} ${k.right()}\n` },
  { name: 'a marker alone', file: (k) => `@revoked\n${k.name} ${k.right()}\n` },
];

const hashes: readonly Case[] = [
  { name: 'a hashed name', file: (k) => `${hashed(k.name)} ${k.right()}\n` },
  { name: 'another key, hashed', file: (k) => `${hashed(k.name)} ${k.other()}\n` },
  { name: 'hashed without the port', file: (k) => `${hashed('127.0.0.1')} ${k.right()}\n` },
  { name: 'a hash and more', file: (k) => `${hashed(k.name)}|more ${k.right()}\n` },
  { name: 'a hash in a list', file: (k) => `${hashed(k.name)},n1 ${k.right()}\n` },
  { name: 'a list that ends with a hash', file: (k) => `n1,${hashed(k.name)} ${k.right()}\n` },
  { name: 'a hash without padding', file: (k) => `${hashed(k.name).replace(/=+$/, '')} ${k.right()}\n` },
  { name: 'a salt without padding', file: (k) => `${hashed(k.name).replace('=|', '|')} ${k.right()}\n` },
  { name: 'a short salt', file: (k) => `|1|AAAA|${hashed(k.name).split('|')[3]} ${k.right()}\n` },
  { name: 'a salt with a stray character', file: (k) => `${hashed(k.name).replace('|1|', '|1|!')} ${k.right()}\n` },
  { name: 'another version of hash', file: (k) => `${hashed(k.name).replace('|1|', '|2|')} ${k.right()}\n` },
];

export const CASES: readonly Case[] = [...plain, ...names, ...marked, ...hashes, ...UNREADABLE_CASES];
