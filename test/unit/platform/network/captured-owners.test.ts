import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { interfaceOwners, network } from '../../../../src/platform/providers/network/owners.ts';

/** By the part's name: what the owners' question printed, see captured/README.md. */
const partsOf = (system: string): ReadonlyMap<string, string> =>
  new Map(
    readFileSync(join(import.meta.dirname, `captured/${system}.txt`), 'utf8')
      .split(/^# /m)
      .slice(1)
      .map((part) => [part.slice(0, part.indexOf('\n')), part.slice(part.indexOf('\n') + 1)]),
  );

const EXPECTED = [
  ['nm', 'NetworkManager', { eth0: 'NetworkManager' }],
  ['nm-dhcp', 'NetworkManager', { eth0: 'NetworkManager' }],
  ['networkd', 'networkd', { eth0: 'networkd' }],
  ['networkd-dhcp', 'networkd', { eth0: 'networkd' }],
  ['netplan-networkd', 'netplan', { eth0: 'netplan' }],
  ['netplan-nm', 'netplan', { eth0: 'netplan' }],
  ['both', 'netplan', { eth0: 'netplan', eth1: 'NetworkManager' }],
] as const;

test.each(['debian-12', 'debian-13'].flatMap((system) => EXPECTED.map((expected) => [system, ...expected] as const)))(
  '%s, %s: the host is with %s',
  (system, part, host, interfaces) => {
    const stdout = partsOf(system).get(part) ?? expect.fail(`${part} is not captured`);
    const output = { code: 0, stdout, stderr: '' };
    expect(network.parse(output)).toBe(host);
    // What was brought up by hand, and what nobody has told anybody to configure, is nobody's for sure.
    expect(interfaceOwners.parse(output)).toEqual(interfaces);
  },
);
