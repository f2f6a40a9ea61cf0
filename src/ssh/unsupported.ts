import type { Resolved } from './resolved.ts';

/** A setting of ssh_config(5) that umctl does not follow, and without which it would log in where ssh does not. */
export interface Unsupported {
  readonly keyword: string;
  readonly value: string;
  readonly next: string;
}

const NEXT: Readonly<Record<string, string>> = {
  KnownHostsCommand: 'put what it prints into a file, and name that in UserKnownHostsFile',
  BindInterface: 'use BindAddress',
  RemoteCommand: 'set RemoteCommand none for this host: ssh refuses to run other commands beside it, too',
  ProxyUseFdpass: 'set ProxyUseFdpass no for this host: umctl takes a connection on stdin and stdout only',
  SessionType: 'set SessionType default for this host: umctl runs commands there',
};
/** What comes to the same as nothing. */
const USUAL: Readonly<Record<string, string>> = { SessionType: 'default', ProxyUseFdpass: 'no' };

/** What a resolved configuration has of them. */
export const unsupported = ({ one, all }: Resolved): readonly Unsupported[] =>
  Object.entries(NEXT).flatMap(([keyword, next]) => {
    const value = keyword in USUAL ? all(keyword.toLowerCase())[0] : one(keyword.toLowerCase());
    return value === undefined || value === USUAL[keyword] ? [] : [{ keyword, value, next }];
  });
