import { shellWords } from './words.ts';

/** A keyword of ssh_config(5), or `-F`, and its value. */
export type SshOption = readonly [keyword: string, value: string];

/** What ssh(1) arguments set, in their order; or what is wrong with them. */
export type SshArgs = { readonly options: readonly SshOption[] } | { readonly wrong: string };

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

/** Flags of ssh(1) with a value that has no bearing on umctl: where it logs, its escape character, its multiplexing. */
const WITHOUT_BEARING = 'EeS';

/** Flags of ssh(1) without a value. Talkativeness, terminals, multiplexing and forwarding of X have no bearing on umctl. */
const ALONE: Readonly<Record<string, SshOption | undefined>> = {
  4: ['AddressFamily', 'inet'],
  6: ['AddressFamily', 'inet6'],
  C: ['Compression', 'yes'],
  A: ['ForwardAgent', 'yes'],
  a: ['ForwardAgent', 'no'],
  q: undefined,
  v: undefined,
  x: undefined,
  X: undefined,
  Y: undefined,
  T: undefined,
  t: undefined,
  M: undefined,
  y: undefined,
};

const BOTH =
  'ssh takes one ProxyJump or ProxyCommand; write one of them (hops of a ProxyJump with commas between them)';

/** Reads arguments as `ssh` would take them on its command line. */
export function parseSshArgs(text: string): SshArgs {
  const words = shellWords(text);
  if (words === undefined) return { wrong: 'a quote is not closed' };
  const options: SshOption[] = [];
  const isProxied = (): boolean => options.some(([keyword]) => /^proxy(?:jump|command)$/i.test(keyword));
  const rest = [...words];
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    const flag = word.charAt(1);
    if (!/^-[A-Za-z0-9]/.test(word)) return { wrong: `${JSON.stringify(word)} is no option of ssh` };
    if (flag === 'o' || flag in WITH_VALUE || WITHOUT_BEARING.includes(flag)) {
      const value = word.length > 2 ? word.slice(2) : rest.shift();
      if (value === undefined) return { wrong: `-${flag}: its value is missing` };
      if (WITHOUT_BEARING.includes(flag)) continue;
      // Of options the first counts; of the flag ssh refuses a second.
      if (flag === 'J' && isProxied()) return { wrong: `-J ${value}: ${BOTH}` };
      const [keyword, setting] =
        flag === 'o' ? keywordAndValue(value) : [WITH_VALUE[flag] ?? '', asOption(flag, value)];
      if (setting === undefined) return { wrong: `-o ${value}: expected -o Keyword=value` };
      options.push([keyword, setting]);
    } else {
      const unknown = [...word.slice(1)].find((letter) => !(letter in ALONE));
      if (unknown !== undefined) return { wrong: `-${unknown} is not understood by umctl; use -o Keyword=value` };
      for (const letter of word.slice(1)) {
        const option = ALONE[letter];
        if (option !== undefined) options.push(option);
      }
    }
  }
  return { options };
}

/** A flag takes a file's name as it is; in an option, one with blanks or quotes stands in quotes. */
const asOption = (flag: string, value: string): string =>
  flag === 'i' && /[\s"'\\]/.test(value) ? `"${value.replace(/["\\]/g, '\\$&')}"` : value;

/** ssh_config(5): the keyword, then blanks or one `=` with or without blanks around it, then the value. */
function keywordAndValue(option: string): readonly [string, string | undefined] {
  const match = /^\s*([A-Za-z][A-Za-z0-9]*)(?:\s*=\s*|\s+)(.*\S)\s*$/.exec(option);
  return [match?.[1] ?? '', match?.[2]];
}
