import { hostname as localHost, userInfo } from 'node:os';

/**
 * Home is the password database's, not $HOME, as for OpenSSH.
 * Expands `~`, `${NAME}` and the tokens of ssh_config(5) that make sense in a file's path: %d %h %i %l %r %u %%. */
export function expandPath(
  path: string,
  { hostname, user }: { readonly hostname: string; readonly user: string },
): string {
  const tokens: Readonly<Record<string, string>> = {
    '%%': '%',
    '%d': userInfo().homedir,
    '%h': hostname,
    '%i': String(userInfo().uid),
    '%l': localHost(),
    '%r': user,
    '%u': userInfo().username,
  };
  return path
    .replace(/^~(?=\/|$)/, userInfo().homedir)
    .replace(/%./g, (token) => tokens[token] ?? token)
    .replace(/\$\{(\w+)\}/g, (_, name: string) => process.env[name] ?? '');
}
