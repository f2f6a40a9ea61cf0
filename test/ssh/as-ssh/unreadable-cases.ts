import { bent, type Keys } from './keys.ts';
import type { Case } from './known-hosts-cases.ts';

const UNREADABLE = 'a line that names the host and cannot be read keeps new keys out';

const BENT: readonly (readonly [string, (base64: string) => string])[] = [
  ['cut by one', (b) => b.slice(0, -1)],
  ['cut by four', (b) => b.slice(0, -4)],
  ['cut to half', (b) => b.slice(0, 40)],
  ['one character more', (b) => `${b}A`],
  ['four characters more', (b) => `${b}AAAA`],
  ['padding more', (b) => `${b}=`],
  ['a full stop', (b) => `${b.slice(0, 30)}.${b.slice(30)}`],
  ['a no-break space', (b) => `${b.slice(0, 30)}\u00a0${b.slice(30)}`],
  ['a no-break space at the end', (b) => `${b}\u00a0`],
  ['a zero-width space', (b) => `${b}\u200b`],
  ['a minus', (b) => `${b.slice(0, 30)}-${b.slice(31)}`],
  ['quotes', (b) => `"${b}"`],
  ['a comma', (b) => `${b},`],
  ['a NUL inside', (b) => `${b.slice(0, 30)}\0${b.slice(30)}`],
];

/** Those that ssh reads all the same. */
const SOUND: readonly (readonly [string, (base64: string) => string])[] = [
  ['a form feed', (b) => `${b.slice(0, 30)}\f${b.slice(30)}`],
  ['a CR inside', (b) => `${b.slice(0, 30)}\r${b.slice(30)}`],
  ['a NUL at the end', (b) => `${b}\0junk`],
];

const bentKeys: readonly Case[] = [
  ...BENT.flatMap(([how, bend]): readonly Case[] => [
    { name: `base64: ${how}`, file: (k) => `${k.name} ${bent(k.right(), bend)}\n`, stricterWhenNew: UNREADABLE },
    { name: `base64: ${how}, known`, file: (k) => `${k.name} ${bent(k.other(), bend)}\n${k.name} ${k.right()}\n` },
  ]),
  ...SOUND.flatMap(([how, bend]): readonly Case[] => [
    { name: `base64: ${how}`, file: (k) => `${k.name} ${bent(k.right(), bend)}\n` },
    { name: `base64: ${how}, another key`, file: (k) => `${k.name} ${bent(k.other(), bend)}\n` },
  ]),
];

const cut = (key: string): string => bent(key, (base64) => base64.replace(/=+$/, ''));

const words: readonly Case[] = [
  { name: 'the name alone', file: (k) => `${k.name}\n`, stricterWhenNew: UNREADABLE },
  { name: 'the name and a type', file: (k) => `${k.name} ssh-ed25519\n`, stricterWhenNew: UNREADABLE },
  { name: 'the name and a comment', file: (k) => `${k.name} # gone\n`, stricterWhenNew: UNREADABLE },
  { name: 'a key of SSH 1', file: (k) => `${k.name} 1024 35 1234567890\n`, stricterWhenNew: UNREADABLE },
  {
    name: 'the key by another type',
    file: (k) => `${k.name} ssh-rsa ${k.right().split(' ')[1]}\n`,
    stricterWhenNew: UNREADABLE,
  },
  {
    name: 'the type in capitals',
    file: (k) => `${k.name} ${k.right().replace('ssh-', 'SSH-')}\n`,
    stricterWhenNew: UNREADABLE,
  },
  {
    name: 'a type of tomorrow',
    file: (k) => `${k.name} ssh-next ${k.right().split(' ')[1]}\n`,
    stricterWhenNew: UNREADABLE,
  },
  { name: 'padding left out', file: (k) => `${k.name} ${cut(k.right('ecdsa'))}\n`, stricterWhenNew: UNREADABLE },
  {
    name: 'a fingerprint',
    file: (k) => `${k.name} SHA256:q6UMOSiKFOHTdTyNQd1vztwsPGgqoUFnEVhxlhTXpo8\n`,
    stricterWhenNew: UNREADABLE,
  },
  { name: 'no key at all, the key elsewhere', file: (k) => `${k.name} x y\n${k.name} ${k.right()}\n` },
];

const start = (prefix: readonly number[], text: string): Buffer =>
  Buffer.concat([Buffer.from(prefix), Buffer.from(text)]);
const BOM = [0xef, 0xbb, 0xbf];

/** What some other program takes for a blank, or for nothing. */
const bytes: readonly Case[] = [
  { name: 'a BOM before the key', file: (k) => start(BOM, `${k.name} ${k.right()}\n`) },
  { name: 'a BOM before another key', file: (k) => start(BOM, `${k.name} ${k.other()}\n`) },
  { name: 'a BOM before @revoked', file: (k) => start(BOM, `@revoked * ${k.right()}\n${k.name} ${k.right()}\n`) },
  { name: 'a BOM before a comment', file: (k) => start(BOM, `# hosts\n${k.name} ${k.right()}\n`) },
  { name: 'a no-break space before the name', file: (k) => `\u00a0${k.name} ${k.right()}\n` },
  { name: 'a no-break space after the name', file: (k) => `${k.name}\u00a0 ${k.right()}\n` },
  { name: 'a no-break space for a blank', file: (k) => `${k.name}\u00a0${k.right()}\n` },
  { name: 'a no-break space in Latin-1', file: (k) => start([0xa0], `${k.name} ${k.right()}\n`) },
  { name: 'a form feed before the name', file: (k) => `\f${k.name} ${k.right()}\n` },
  { name: 'a vertical tab after the name', file: (k) => `${k.name}\v ${k.right()}\n` },
  { name: 'a line separator of Unicode', file: (k) => `n1 ${k.other()}\u2028${k.name} ${k.right()}\n` },
  { name: 'UTF-16', file: (k: Keys) => Buffer.from(`\ufeff${k.name} ${k.right()}\n`, 'utf16le') },
  { name: 'a NUL before the name', file: (k) => `\0${k.name} ${k.right()}\n` },
  { name: 'a NUL in a comment', file: (k) => `# \0\n${k.name} ${k.right()}\n` },
];

export const UNREADABLE_CASES: readonly Case[] = [...bentKeys, ...words, ...bytes];
