import { describe, expect, it } from 'vitest';
import { parseFamilies } from '../../../lab/model/families.ts';
import { layOut } from '../../../lab/model/topology.ts';

describe('families', () => {
  it.each([
    ['debian', ['debian']],
    ['mixed', ['debian', 'redhat']],
    ['legacy,redhat', ['legacy', 'redhat']],
  ])('%s are %j, in turn', (text, families) => {
    expect(parseFamilies(text)).toEqual(families);
  });

  it.each(['gentoo', '', 'toString', 'debian,'])('refuses %j, naming those that there are', (text) => {
    expect(() => parseFamilies(text)).toThrow('there are debian, ubuntu, cloud, redhat, stock, legacy, mixed');
  });

  it('gives hosts their images in turn', () => {
    const hosts = layOut({ nodes: 2, realServers: 2, families: parseFamilies('mixed,stock'), suite: 'trixie' });
    expect(hosts.map(({ suite, family }) => `${suite} ${family}`)).toEqual([
      'trixie debian',
      'el9 redhat',
      'el9 stock',
      'trixie debian',
    ]);
  });
});
