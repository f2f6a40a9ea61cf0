import { userInfo } from 'node:os';
import type { Files } from './files.ts';
import type { Resolved } from './resolved.ts';
import { type Unsupported, unsupported } from './unsupported.ts';

/** Where a connection goes and on what terms: OpenSSH's configuration, as far as umctl follows it (ssh_config(5)). */
export interface Target extends Files {
  /** The host's name in the inventory, for messages. */
  readonly name: string;
  readonly hostname: string;
  readonly port: number;
  readonly user: string;
  readonly identitiesOnly: boolean;
  readonly hostKeyAlias: string | undefined;
  readonly acceptNewHostKeys: boolean;
  readonly hashKnownHosts: boolean;
  /** Hops on the way, first to last, as ProxyJump writes them: `[user@]host[:port]` or `ssh://…`. */
  readonly jumps: readonly string[];
  /** The command whose stdin and stdout are the way there; its tokens are not put in yet. */
  readonly proxyCommand: string | undefined;
  readonly connectTimeoutSeconds: number;
  readonly keepalive: { readonly seconds: number; readonly count: number };
  readonly kexAlgorithms: readonly string[];
  readonly hostKeyAlgorithms: readonly string[];
  readonly ciphers: readonly string[];
  readonly macs: readonly string[];
  /** The address of this machine that connections come from. */
  readonly bindAddress: string | undefined;
  /** 4 or 6, where only one of them may be used. */
  readonly addressFamily: 4 | 6 | undefined;
  /** Ways to log in, the preferred first (PreferredAuthentications, less what is switched off). */
  readonly authentications: readonly Authentication[];
  /** How keys that log in may sign. */
  readonly acceptedKeyAlgorithms: readonly string[];
  /** Smaller RSA keys count neither for a host nor for a login, in bits. */
  readonly requiredRsaSize: number;
  /** Whether nobody may be asked for a password or a passphrase. */
  readonly batchMode: boolean;
  /** Whether known_hosts is asked for the address that a name leads to, too. */
  readonly checkHostIp: boolean;
  /** What the configuration asks for that umctl does not do. */
  readonly unsupported: readonly Unsupported[];
}

/** Ways to log in, in the order in which they are tried where nothing else is preferred. */
const AUTHENTICATIONS = ['publickey', 'password', 'keyboard-interactive'] as const;
export type Authentication = (typeof AUTHENTICATIONS)[number];

/** What a configuration that ssh has resolved, and the files that it names, make of a host. */
export function toTarget(name: string, resolved: Resolved, files: Files): Target {
  const { one, all } = resolved;
  const number = (keyword: string, fallback: number): number => Number(one(keyword) ?? fallback) || fallback;
  const list = (keyword: string): readonly string[] => one(keyword)?.split(',') ?? [];
  return {
    ...files,
    name,
    hostname: all('hostname')[0] ?? name,
    user: all('user')[0] ?? userInfo().username,
    port: number('port', 22),
    identitiesOnly: YES.has(one('identitiesonly') ?? ''),
    hostKeyAlias: one('hostkeyalias'),
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
    bindAddress: one('bindaddress'),
    addressFamily: FAMILIES.get(one('addressfamily') ?? ''),
    authentications: authentications(one),
    // Before OpenSSH 8.5 it had another name.
    acceptedKeyAlgorithms: list(
      one('pubkeyacceptedalgorithms') === undefined ? 'pubkeyacceptedkeytypes' : 'pubkeyacceptedalgorithms',
    ),
    requiredRsaSize: number('requiredrsasize', 1024),
    batchMode: isBatch(one),
    checkHostIp: YES.has(one('checkhostip') ?? ''),
    unsupported: unsupported(resolved),
  };
}

const YES: ReadonlySet<string> = new Set(['yes', 'true']);
const FAMILIES: ReadonlyMap<string, 4 | 6> = new Map([
  ['inet', 4],
  ['inet6', 6],
]);

/** `no` would also accept changed keys; umctl never does, so it means no more than `accept-new`. */
const ACCEPTING: ReadonlySet<string> = new Set(['accept-new', 'no', 'false', 'off']);

/** Switches of ssh_config(5) that take a way to log in off the list. */
const SWITCHES: Readonly<Record<Authentication, string>> = {
  publickey: 'pubkeyauthentication',
  'keyboard-interactive': 'kbdinteractiveauthentication',
  password: 'passwordauthentication',
};

function authentications(one: (keyword: string) => string | undefined): readonly Authentication[] {
  const preferred = one('preferredauthentications')?.split(',') ?? AUTHENTICATIONS;
  const isOff = (way: Authentication): boolean =>
    OFF.has(one(SWITCHES[way]) ?? '') || (isBatch(one) && way !== 'publickey');
  return preferred.flatMap((name) => AUTHENTICATIONS.filter((way) => way === name && !isOff(way)));
}

const isBatch = (one: (keyword: string) => string | undefined): boolean => YES.has(one('batchmode') ?? '');

const OFF: ReadonlySet<string> = new Set(['no', 'false']);
