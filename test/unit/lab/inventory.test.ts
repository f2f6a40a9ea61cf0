import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { labInventory } from '../../../lab/access/inventory.ts';
import { layOut } from '../../../lab/model/topology.ts';

const example = await readFile(new URL('../../../inventory.example.yaml', import.meta.url), 'utf8');
const files = { key: '/a b/key', knownHosts: '/a b/known_hosts', proxyPort: 3999 };
const hosts = layOut({ nodes: 2, realServers: 1, families: ['debian'], suite: 'bookworm' }).map((host, index) => ({
  ...host,
  port: 4000 + index,
}));

describe('labInventory', () => {
  const text = labInventory(example, hosts, files);
  const [made, given] = [parse(text), parse(example)];

  it('replaces the hosts, and says that drills go through the client; nothing else', () => {
    const { drill, ...vars } = made.all.vars;
    expect(vars).toEqual(given.all.vars);
    expect(drill).toEqual({ proxy: 'http://127.0.0.1:3999' });
    expect(Object.keys(made.all.children)).toEqual(Object.keys(given.all.children));
    expect(Object.keys(made.all.children.directors.hosts)).toEqual(['n1', 'n2']);
    expect(Object.keys(made.all.children.real_servers.hosts)).toEqual(['n3']);
  });

  it('reaches each host through its forward, and names its address on the segment', () => {
    expect(made.all.children.directors.hosts.n2).toEqual({
      ansible_host: '127.0.0.1',
      ansible_port: 4001,
      address: '192.168.6.3',
      ansible_ssh_private_key_file: '/a b/key',
      ansible_ssh_common_args: '-o \'UserKnownHostsFile="/a b/known_hosts"\'',
    });
  });

  it('keeps every line but those of the hosts and the proxy, for it is read by people', () => {
    const kept = example
      .split('\n')
      .filter((line) => !/^ {8}ultra\d: |^ {6}hosts: \{\}$|^ {4}# (?: {2}proxy|drill): /.test(line));
    const lines = text.split('\n');
    expect(kept.filter((line) => !lines.includes(line))).toEqual([]);
  });

  it.each([
    ['        # real_servers: ', '        real_servers: '],
    ['        #   - { address: 192.168.6.20, weight: 2 }', '          - { address: 192.168.6.20, weight: 2 }'],
  ])('a comment that is put in force means what it says: %s', (comment, line) => {
    const uncommented = text.replace(comment, line).replace('        # real_servers: ', '        real_servers: ');
    expect(parse(uncommented).all.vars.virtual_services[0]).toHaveProperty('real_servers');
  });

  it('says which group an example lacks', () => {
    expect(() => labInventory('all: { children: {} }', hosts, files)).toThrow('the example inventory has no');
  });
});
