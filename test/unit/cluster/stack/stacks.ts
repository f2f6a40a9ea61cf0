import type { Stack } from '../../../../src/cluster/ports/stack.ts';
import type { Family } from '../../../../src/core/address/ip.ts';
import type { Host } from '../../../../src/core/host.ts';
import type { Software } from '../../../../src/core/software.ts';
import { STACK } from '../toy/cluster.ts';

interface Given {
  readonly most?: number;
  readonly families?: readonly Family[];
  readonly software?: readonly Software[];
}

/** The stack of the toys by another name. */
export const stackCalled = (id: string, { most, families = [4], software = [] }: Given = {}): Stack => ({
  ha: {
    ...STACK.ha,
    id,
    families,
    directorFile: `/etc/${id}/directors`,
    software: () => software,
    ...(most === undefined ? {} : { limits: { directors: { most, why: 'it is so' } } }),
  },
  balancer: { ...STACK.balancer, id: `balancer of ${id}`, families },
});

type Vars = Readonly<Record<string, Host['vars']>>;

/** Directors and real servers with their variables, a line each. */
export const hostsOf = (directors: Vars, realServers: Vars = {}): readonly Host[] =>
  [...Object.entries(directors), ...Object.entries(realServers)].map(([name, vars], i) => ({
    name,
    groups: ['all', name in directors ? 'directors' : 'real_servers'],
    vars: { virtual_address: '10.9.9.9/24', ...vars },
    connection: { host: `10.9.9.${i + 1}`, sshOptions: {} },
    at: () => ({ file: 'inventory.yaml', line: i + 1, column: 1 }),
  }));
