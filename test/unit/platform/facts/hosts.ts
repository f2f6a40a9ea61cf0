import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Output } from '../../../../src/core/connection.ts';

const said = (stdout: string, code = 0): Output => ({ code, stdout, stderr: '' });

/** os-release(5) as it comes with a distribution; empty where there is none. */
export const osRelease = (name: string): Output => {
  try {
    return said(readFileSync(path.join(import.meta.dirname, 'os-release', name), 'utf8'));
  } catch {
    return said('', 1);
  }
};

/** /etc/redhat-release of a system from before os-release(5), and of EL 7; from memory of the published files. */
export const redhatRelease = (name: string): string =>
  readFileSync(path.join(import.meta.dirname, 'redhat-release', name), 'utf8');

/** What a lab host answers to factAsks, in their order: bookworm on User-Mode Linux, ifupdown, bare. */
const lab: readonly Output[] = [
  said('n1\n7.2.7\nx86_64\n0\n'),
  said(''),
  said('', 1),
  said('systemd\n'),
  said('ifup /usr/sbin/ifup\nnetworkd 1 lo   loopback - unmanaged\nnetworkd 2 eth0 ether    - unmanaged\ninterfaces\n'),
  said(
    '1: lo    inet 127.0.0.1/8 scope host lo\\       valid_lft forever preferred_lft forever\n' +
      '2: eth0    inet 192.168.6.2/24 brd 192.168.6.255 scope global eth0\\       valid_lft forever preferred_lft forever\n',
  ),
  said('default via 192.168.6.1 dev eth0 onlink \n'),
  said(''),
  said('', 127),
  said('', 1),
  said('', 1),
  said('', 127),
  said('', 1),
  said('', 1),
  // The two that networkctl lists above.
  said('eth0\nlo\n'),
];

/** The answers of a host with this os-release, some of them (by index) replaced. */
export const answersOf = (release: string, others: Readonly<Record<number, string>> = {}): readonly Output[] =>
  lab.map((output, i) => (others[i] !== undefined ? said(others[i]) : i === 1 ? osRelease(release) : output));
