import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { commentOut, setHosts, setScalar } from '../../../../src/inventory/example/edit.ts';

const example = await readFile(new URL('../../../../inventory.example.yaml', import.meta.url), 'utf8');

/** The lines that only one of the two has. */
const changed = (before: string, after: string): readonly string[] => {
  const [a, b] = [before.split('\n'), after.split('\n')];
  return [
    ...a.filter((line) => !b.includes(line)).map((line) => `-${line}`),
    ...b.filter((line) => !a.includes(line)).map((line) => `+${line}`),
  ];
};

describe('editing the example inventory as text', () => {
  it('a scalar changes nothing but its own line', () => {
    const text = setScalar(example, ['all', 'vars', 'gateway'], '10.1.1.254');
    expect(changed(example, text)).toEqual([
      '-    gateway: 192.168.6.1 # the router: it has to answer on the interface, and is never an address of a director',
      '+    gateway: 10.1.1.254 # the router: it has to answer on the interface, and is never an address of a director',
    ]);
  });

  it('hosts: one line for a single variable, a block for several, the comment stays', () => {
    const text = setHosts(example, 'directors', [
      ['lb1', { ansible_host: 'lb1.example.com' }],
      ['lb2', { ansible_host: '127.0.0.1', ansible_port: 2222, note: 'a: b, c' }],
    ]);
    const added = changed(example, text).filter((line) => line.startsWith('+'));
    expect(added).toEqual([
      expect.stringMatching(/^\+ {8}lb1: \{ ansible_host: lb1\.example\.com } # `address: …`/),
      '+        lb2:',
      '+          ansible_host: 127.0.0.1',
      '+          ansible_port: 2222',
      '+          note: "a: b, c"',
    ]);
    expect(parse(text).all.children.directors.hosts.lb2.note).toBe('a: b, c');
  });

  it('hosts of a group that has none, and none where there were some', () => {
    const some = setHosts(example, 'real_servers', [['web1', { ansible_host: '10.1.1.5' }]]);
    expect(parse(some).all.children.real_servers).toEqual({ hosts: { web1: { ansible_host: '10.1.1.5' } } });
    const none = setHosts(some, 'real_servers', []);
    expect(none).toBe(example);
    expect(parse(setHosts(example, 'directors', [])).all.children.directors).toEqual({ hosts: {} });
  });

  it('a list item that is commented out can be put in force again by taking the # away', () => {
    const text = commentOut(example, ['all', 'vars', 'heartbeat', 'links', 1]);
    expect(parse(text).all.vars.heartbeat.links).toEqual([{ ucast: 'eth0' }]);
    expect(text.replace('# - { serial', '- { serial')).toBe(example);
  });

  it('says what the text does not have', () => {
    expect(() => setHosts('all: { children: {} }', 'directors', [])).toThrow('no group directors');
    expect(() => setScalar(example, ['all', 'vars', 'nothing'], 'x')).toThrow('no value all.vars.nothing');
  });
});
