import { quote } from '../core/sh.ts';
import type { Target } from './target.ts';

/** The way of ssh to a target, ready to type; `words` are options in front of it. */
export const sshCommand = (
  { port, user, hostname, jumps, proxyCommand }: Target,
  ...words: readonly string[]
): string =>
  [
    'ssh',
    ...words,
    ...(jumps.length === 0 ? [] : ['-J', jumps.join(',')]),
    ...(proxyCommand === undefined ? [] : ['-o', `ProxyCommand=${proxyCommand}`]),
    ...(port === 22 && jumps.length === 0 && words.length === 0 ? [] : ['-p', String(port)]),
    `${user}@${hostname}`,
  ]
    .map(quote)
    .join(' ');
