import { userInfo } from 'node:os';
import { expandPath } from './expand-path.ts';

/** Where a connection goes and on what terms: OpenSSH's configuration, as far as umctl follows it (ssh_config(5)). */
export interface Target {
  /** The host's name in the inventory, for messages. */
  readonly name: string;
  readonly hostname: string;
  readonly port: number;
  readonly user: string;
  readonly identityFiles: readonly string[];
  readonly certificateFiles: readonly string[];
  readonly identitiesOnly: boolean;
  /** The agent's socket; undefined = no agent. */
  readonly agentSocket: string | undefined;
  readonly hostKeyAlias: string | undefined;
  readonly userKnownHostsFiles: readonly string[];
  readonly globalKnownHostsFiles: readonly string[];
  readonly acceptNewHostKeys: boolean;
  readonly hashKnownHosts: boolean;
  /** Hops on the way, first to last, as ProxyJump writes them: `[user@]host[:port]` or `ssh://…`. */
  readonly jumps: readonly string[];
  readonly proxyCommand: string | undefined;
  readonly connectTimeoutSeconds: number;
  readonly keepalive: { readonly seconds: number; readonly count: number };
  readonly kexAlgorithms: readonly string[];
  readonly hostKeyAlgorithms: readonly string[];
  readonly ciphers: readonly string[];
  readonly macs: readonly string[];
  /** Lists keys that no host may show. */
  readonly revokedHostKeysFile: string | undefined;
  /** The address of this machine that connections come from. */
  readonly bindAddress: string | undefined;
  /** 4 or 6, where only one of them may be used. */
  readonly addressFamily: 4 | 6 | undefined;
  /** Ways to log in, the preferred first (PreferredAuthentications, less what is switched off). */
  readonly authentications: readonly Authentication[];
}

/** Ways to log in, in the order in which they are tried where nothing else is preferred. */
const AUTHENTICATIONS = ['publickey', 'password', 'keyboard-interactive'] as const;
export type Authentication = (typeof AUTHENTICATIONS)[number];

/**
 * Reads what `ssh -G` prints: a keyword in lower case and its value on each line. `ssh -G` drops the quotes of paths, so
 * a file name with a space cannot be told from two (only the lists of known_hosts files are affected).
 */
export function parseResolved(name: string, text: string): Target {
  const all = new Map<string, string[]>();
  for (const line of text.split('\n')) {
    const [, keyword, value] = /^(\S+) (.*)$/.exec(line) ?? [];
    if (keyword === undefined || value === undefined) continue;
    all.set(keyword, [...(all.get(keyword) ?? []), value]);
  }
  const one = (keyword: string): string | undefined => {
    const value = all.get(keyword)?.[0];
    return value === undefined || value === 'none' || value === '' ? undefined : value;
  };
  const number = (keyword: string, fallback: number): number => Number(one(keyword) ?? fallback) || fallback;
  const hostname = one('hostname') ?? name;
  const user = one('user') ?? userInfo().username;
  const path = (value: string): string => expandPath(value, { hostname, user });
  const paths = (keyword: string): readonly string[] => (one(keyword)?.split(' ') ?? []).map(path);
  const list = (keyword: string): readonly string[] => one(keyword)?.split(',') ?? [];
  const agent = all.get('identityagent')?.[0] ?? 'SSH_AUTH_SOCK';
  return {
    name,
    hostname,
    user,
    port: number('port', 22),
    identityFiles: (all.get('identityfile') ?? []).filter((file) => file !== 'none').map(path),
    certificateFiles: (all.get('certificatefile') ?? []).filter((file) => file !== 'none').map(path),
    identitiesOnly: YES.has(one('identitiesonly') ?? ''),
    agentSocket: agentSocket(agent, path),
    hostKeyAlias: one('hostkeyalias'),
    userKnownHostsFiles: paths('userknownhostsfile'),
    globalKnownHostsFiles: paths('globalknownhostsfile'),
    acceptNewHostKeys: ACCEPTING.has(one('stricthostkeychecking') ?? ''),
    hashKnownHosts: YES.has(one('hashknownhosts') ?? ''),
    jumps: one('proxyjump')?.split(',') ?? [],
    // Some releases of ssh also show the command that they make of ProxyJump.
    proxyCommand: one('proxyjump') === undefined ? one('proxycommand') : undefined,
    connectTimeoutSeconds: number('connecttimeout', 20),
    keepalive: { seconds: number('serveraliveinterval', 10), count: number('serveralivecountmax', 3) },
    kexAlgorithms: list('kexalgorithms'),
    hostKeyAlgorithms: list('hostkeyalgorithms'),
    ciphers: list('ciphers'),
    macs: list('macs'),
    revokedHostKeysFile: paths('revokedhostkeys')[0],
    bindAddress: one('bindaddress'),
    addressFamily: FAMILIES.get(one('addressfamily') ?? ''),
    authentications: authentications(one),
  };
}

const YES: ReadonlySet<string> = new Set(['yes', 'true']);
const FAMILIES: ReadonlyMap<string, 4 | 6> = new Map([
  ['inet', 4],
  ['inet6', 6],
]);

/** `no` would also accept changed keys; umctl never does, so it means no more than `accept-new`. */
const ACCEPTING: ReadonlySet<string> = new Set(['accept-new', 'no', 'false', 'off']);

/** IdentityAgent of ssh_config(5): a path, `none`, or the name of an environment variable, with or without a `$`. */
function agentSocket(value: string, path: (value: string) => string): string | undefined {
  if (value === 'none') return undefined;
  if (value === 'SSH_AUTH_SOCK') return process.env['SSH_AUTH_SOCK'];
  return value.startsWith('$') ? process.env[value.slice(1)] : path(value);
}

/** Switches of ssh_config(5) that take a way to log in off the list. */
const SWITCHES: Readonly<Record<Authentication, string>> = {
  publickey: 'pubkeyauthentication',
  'keyboard-interactive': 'kbdinteractiveauthentication',
  password: 'passwordauthentication',
};

function authentications(one: (keyword: string) => string | undefined): readonly Authentication[] {
  const preferred = one('preferredauthentications')?.split(',') ?? AUTHENTICATIONS;
  const isOff = (way: Authentication): boolean => OFF.has(one(SWITCHES[way]) ?? '');
  return preferred.flatMap((name) => AUTHENTICATIONS.filter((way) => way === name && !isOff(way)));
}

const OFF: ReadonlySet<string> = new Set(['no', 'false']);
