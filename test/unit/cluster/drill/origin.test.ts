import { describe, expect, it } from 'vitest';
import { readCluster } from '../../../../src/cluster/drill/cluster.ts';
import { chooseOrigin, type OriginOptions, type SshRoute } from '../../../../src/cluster/drill/origin.ts';
import { exampleJob } from './inventory.ts';

const DIRECT: SshRoute = { hostname: '192.168.6.2', jumps: [] };

async function choose(options: OriginOptions, { route = DIRECT, lines = '' } = {}) {
  return chooseOrigin(options, readCluster(await exampleJob(lines)), async () => route);
}

describe('where a load begins', () => {
  const proxy = 'http://192.0.2.7:3128';
  const inInventory = `    drill: { proxy: "${proxy}" }\n`;

  it('on this machine, where SSH reaches the directors straight from it', async () => {
    expect(await choose({})).toEqual({ kind: 'controller' });
  });

  it.each(['127.0.0.1', '127.1.2.3', '::1', 'localhost', '::ffff:127.0.0.1'])(
    'never on this machine where a director is a port of it (%s): the address may be somebody else’s here',
    async (hostname) => {
      const route = { hostname, jumps: [] };
      await expect(choose({}, { route })).rejects.toThrow(`ultra1 is reached by a port of this machine (${hostname})`);
      await expect(choose({ from: 'controller' }, { route })).rejects.toThrow('--from HOST');
    },
  );

  it('behind a jump host only on this machine where the command line says so', async () => {
    const route = { hostname: '192.168.6.2', jumps: ['bastion'] };
    await expect(choose({}, { route })).rejects.toThrow('by the jump host bastion');
    expect(await choose({ from: 'controller' }, { route })).toEqual({ kind: 'controller' });
  });

  it('at the proxy of the inventory, which the command line goes before', async () => {
    const route = { hostname: '127.0.0.1', jumps: [] };
    expect(await choose({}, { route, lines: inInventory })).toEqual({ kind: 'proxy', url: proxy });
    expect(await choose({ proxy: 'http://a:1' }, { lines: inInventory })).toEqual({ kind: 'proxy', url: 'http://a:1' });
    expect(await choose({ from: 'client' }, { lines: inInventory })).toEqual({ kind: 'host', host: 'client' });
    expect(await choose({ from: 'controller' }, { lines: inInventory })).toEqual({ kind: 'controller' });
  });
});
