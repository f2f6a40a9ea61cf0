import { shellWords } from './words.ts';

/** What ssh(1) arguments set, by ssh_config(5) keyword (`-F` as itself); or what is wrong with them. */
export type SshArgs = { readonly options: Readonly<Record<string, string>> } | { readonly wrong: string };

/** Flags of ssh(1) with a value, and the ssh_config(5) keyword they stand for. */
const WITH_VALUE: Readonly<Record<string, string>> = {
  i: 'IdentityFile',
  p: 'Port',
  l: 'User',
  J: 'ProxyJump',
  F: '-F',
  c: 'Ciphers',
  m: 'MACs',
  b: 'BindAddress',
  B: 'BindInterface',
};

/** Flags of ssh(1) without one. Talkativeness, multiplexing and forwarding of X have no bearing on umctl. */
const ALONE: Readonly<Record<string, readonly [string, string] | undefined>> = {
  4: ['AddressFamily', 'inet'],
  6: ['AddressFamily', 'inet6'],
  C: ['Compression', 'yes'],
  A: ['ForwardAgent', 'yes'],
  a: ['ForwardAgent', 'no'],
  q: undefined,
  v: undefined,
  x: undefined,
  X: undefined,
  T: undefined,
};

/** Reads arguments as `ssh` would take them on its command line; of one keyword the first value counts, as there. */
export function parseSshArgs(text: string): SshArgs {
  const words = shellWords(text);
  if (words === undefined) return { wrong: 'a quote is not closed' };
  const options = new Map<string, readonly [string, string]>();
  const set = (keyword: string, value: string): void => {
    if (!options.has(keyword.toLowerCase())) options.set(keyword.toLowerCase(), [keyword, value]);
  };
  const rest = [...words];
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    const flag = word.charAt(1);
    if (!/^-[A-Za-z0-9]/.test(word)) return { wrong: `${JSON.stringify(word)} is no option of ssh` };
    if (flag === 'o' || flag in WITH_VALUE) {
      const value = word.length > 2 ? word.slice(2) : rest.shift();
      if (value === undefined) return { wrong: `-${flag}: its value is missing` };
      const [keyword, setting] =
        flag === 'o' ? keywordAndValue(value) : [WITH_VALUE[flag] ?? '', asOption(flag, value)];
      if (setting === undefined) return { wrong: `-o ${value}: expected -o Keyword=value` };
      set(keyword, setting);
    } else {
      const unknown = [...word.slice(1)].find((letter) => !(letter in ALONE));
      if (unknown !== undefined) return { wrong: `-${unknown} is not understood by umctl; use -o Keyword=value` };
      for (const letter of word.slice(1)) {
        const option = ALONE[letter];
        if (option !== undefined) set(...option);
      }
    }
  }
  return { options: Object.fromEntries(options.values()) };
}

/** A flag takes a file's name as it is; in an option, one with blanks or quotes stands in quotes. */
const asOption = (flag: string, value: string): string =>
  flag === 'i' && /[\s"'\\]/.test(value) ? `"${value.replace(/["\\]/g, '\\$&')}"` : value;

/** ssh_config(5): the keyword, then blanks or one `=` with or without blanks around it, then the value. */
function keywordAndValue(option: string): readonly [string, string | undefined] {
  const match = /^\s*([A-Za-z][A-Za-z0-9]*)(?:\s*=\s*|\s+)(.*\S)\s*$/.exec(option);
  return [match?.[1] ?? '', match?.[2]];
}
