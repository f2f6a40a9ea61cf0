import { describe, expect, it } from 'vitest';
import { layOut } from '../../../lab/model/topology.ts';
import { clientCommands, segmentCommands } from '../../../lab/supervisor/segment-network.ts';

const debian = { families: ['debian'], suite: 'bookworm' } as const;

describe('layOut', () => {
  it('numbers directors first, then the other real servers', () => {
    const hosts = layOut({ nodes: 2, realServers: 1, ...debian });
    expect(hosts.map(({ name, address, role }) => `${name} ${address} ${role}`)).toEqual([
      'n1 192.168.6.2 director',
      'n2 192.168.6.3 director',
      'n3 192.168.6.4 real_server',
    ]);
    expect(new Set(hosts.map(({ mac }) => mac)).size).toBe(3);
  });

  it('keeps below the client and the virtual address', () => {
    const last = layOut({ nodes: 2, realServers: 88, ...debian }).at(-1);
    expect(last?.address).toBe('192.168.6.91');
    expect(() => layOut({ nodes: 2, realServers: 89, ...debian })).toThrow('a lab has 1 to 90 hosts');
    expect(() => layOut({ nodes: 0, realServers: 2, ...debian })).toThrow('asked for 0 nodes');
  });
});

describe('the commands that make the segment', () => {
  it('plug every host and the client into one bridge', () => {
    const commands = segmentCommands(layOut({ nodes: 2, realServers: 0, ...debian }));
    const plugged = commands.flatMap((line) => /^link set (\S+) master br0/.exec(line)?.[1] ?? []);
    expect(plugged).toEqual(['tap-n1', 'tap-n2', 'to-client']);
  });

  it('give the gateway and the client the addresses the inventory and the tests rely on', () => {
    expect(segmentCommands([])).toContain('address add 192.168.6.1/24 dev br0');
    expect(clientCommands()).toContain('address add 192.168.6.100/24 dev eth0');
    expect(clientCommands()).toContain('address add fd00:6::100/64 dev eth0 nodad');
  });
});
