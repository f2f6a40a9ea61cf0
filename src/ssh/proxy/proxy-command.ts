import type { ConnectionSettings } from '../../core/host.ts';
import { parseSshArgs, type SshOption } from '../../core/ssh-args.ts';
import { shellWords } from '../../core/words.ts';
import { parseHop } from '../jump.ts';

/** What a ProxyCommand may name of the host that it leads to. */
export interface Tokens {
  readonly hostname: string;
  readonly port: number;
  readonly user: string;
  /** As the inventory or the command line names the host. */
  readonly given: string;
  /** By which known_hosts knows it. */
  readonly alias: string;
}

/** A command with its tokens put in (ssh_config(5), TOKENS); undefined where ssh refuses one of them. */
export function expandTokens(command: string, { hostname, port, user, given, alias }: Tokens): string | undefined {
  const values: Readonly<Record<string, string>> = { '%': '%', h: hostname, p: `${port}`, r: user, n: given, k: alias };
  const pieces = [...command.matchAll(/%([\s\S]?)|[^%]+/g)].map(([piece, token]) =>
    token === undefined ? piece : values[token],
  );
  return pieces.includes(undefined) ? undefined : pieces.join('');
}

/** `ssh -W HOST:PORT BASTION`, as a hop and where it leads. */
export interface JumpCommand {
  readonly hop: ConnectionSettings;
  /** How messages name it. */
  readonly name: string;
  readonly host: string;
  readonly port: number;
}

const SHELL = /[$`;&|<>(){}*?~#\n]/;
const WITH_W = /^-([46AaCqvxXYTt]*)W(.*)$/s;

/** A command that does no more than a jump host does, as one; undefined for all others. `command` has no tokens left. */
export function asJump(command: string): JumpCommand | undefined {
  const words = SHELL.test(command) ? [] : (shellWords(command) ?? []);
  const [program, ...rest] = words;
  if (program === undefined || !/^(?:\/\S*\/)?ssh$/.test(program)) return undefined;
  const args: string[] = [];
  const destinations: string[] = [];
  let target = '';
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    const [, letters = '', end = ''] = WITH_W.exec(word) ?? [];
    if (WITH_W.test(word)) {
      target = end === '' ? (rest.shift() ?? '') : end;
      if (letters !== '') args.push(`-${letters}`);
    } else if (/^-[ipJFlcmbBEeSo]$/.test(word)) args.push(word, rest.shift() ?? '');
    else if (word.startsWith('-')) args.push(word);
    else destinations.push(word);
  }
  const [, bracketed, plain, port] = /^(?:\[([^\]]+)\]|([^:]+)):(\d+)$/.exec(target) ?? [];
  const host = bracketed ?? plain;
  const [destination] = destinations;
  const parsed = parseSshArgs(args.map((arg) => `'${arg.replaceAll("'", "'\\''")}'`).join(' '));
  if (host === undefined || destination === undefined || destinations.length > 1 || 'wrong' in parsed) return undefined;
  const { user, ...hop } = parseHop(destination);
  const given = firstOfEach(parsed.options);
  const keepsUser = user !== undefined && !('user' in lowerCase(given));
  return {
    hop: { ...hop, ...(keepsUser ? { user } : {}), sshOptions: given },
    name: destination,
    host,
    port: Number(port),
  };
}

function firstOfEach(options: readonly SshOption[]): ConnectionSettings['sshOptions'] {
  const files = options.flatMap(([keyword, value]) => (keyword === 'IdentityFile' ? [value] : []));
  const first = new Map(
    options.toReversed().map(([keyword, value]) => [keyword.toLowerCase(), [keyword, value] as const]),
  );
  return {
    ...Object.fromEntries([...first.values()].toReversed()),
    ...(files.length > 1 ? { IdentityFile: files } : {}),
  };
}

const lowerCase = (options: ConnectionSettings['sshOptions']) =>
  Object.fromEntries(Object.entries(options).map(([keyword, value]) => [keyword.toLowerCase(), value]));
