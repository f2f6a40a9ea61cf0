import { sh } from '../../../src/core/sh.ts';
import type { Node } from './node.ts';

/** What of a node's /etc has the context that SELinux's policy gives its place. */
export interface Labels {
  /** The context that all places have. */
  readonly right: string;
  of(path: string): Promise<string>;
  /** Paths without it. */
  wrong(): Promise<readonly string[]>;
}

/**
 * Gives a node contexts, and a `restorecon` that gives them. That is policycoreutils' own setfiles(8), of which restorecon is
 * another name: under that one it does nothing where the kernel has no SELinux. Nothing is enforced, and no context handed down:
 * what is new has none until somebody gives it one.
 */
export async function labels(node: Node): Promise<Labels> {
  const right = 'system_u:object_r:of_its_place_t:s0';
  await node.given(`if [ ! -d se ]; then
  mkdir se
  real=$(readlink -f "$(command -v restorecon)")
  cp "$real" se/setfiles
  echo '/.* ${right}' > se/contexts
  printf '#!/bin/sh\\nexec %s/se/setfiles %s/se/contexts "$@"\\n' "$PWD" "$PWD" > se/restorecon; chmod 755 se/restorecon
  mount --bind se/restorecon "$real"
fi
se/setfiles se/contexts /etc`);
  return {
    right,
    of: async (path) =>
      (await node.run(sh`getfattr -h --only-values -n security.selinux ${path} | tr -d '\\000'`)).stdout,
    async wrong() {
      const said = await node.given('se/setfiles -n -v se/contexts /etc');
      return [...said.matchAll(/^Would relabel (\S+) /gm)].map(([, path = '']) => path);
    },
  };
}
