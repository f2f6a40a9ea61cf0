import { expect } from 'vitest';
import type { Desired } from '../../../src/core/compose.ts';
import { readAuthkeys, readHaCf, readHaresources } from './read-heartbeat.ts';
import { readLdirectord } from './read-ldirectord.ts';

type Node = Readonly<Record<'address' | 'ansible_host' | 'weight', unknown>>;

/** An inventory that was accepted; what it says has to be of the right kind, then. */
interface Accepted {
  readonly all: {
    readonly vars: {
      readonly virtual_address?: string;
      readonly virtual_addresses?: readonly { readonly name: string; readonly address: string }[];
      readonly virtual_services: readonly {
        readonly name: string;
        readonly port: number;
        readonly scheduler?: string;
        readonly comment?: string;
        readonly check?: Readonly<Record<string, unknown>>;
        readonly real_servers?: readonly { readonly address: string }[];
        readonly nodes?: boolean;
        readonly emailalert?: readonly string[];
      }[];
      readonly heartbeat: { readonly udpport?: number };
      readonly ldirectord?: { readonly emailalert?: readonly string[] };
    };
    readonly children: Readonly<
      Record<'directors' | 'real_servers', { readonly hosts: Readonly<Record<string, Node>> }>
    >;
  };
}

/** What a host's file is to hold. */
export const contentOf = ({ plays }: Desired, path: string): string =>
  String(plays.flat().find(({ id }) => id === `file ${path}`)?.want['content']);

/** A number too large to be held exactly is the text that was written. */
const text = (value: unknown): string | undefined => (value === undefined ? undefined : String(value));

/** Whether an inventory still has its variables and hosts where they are looked for here. */
export const isComparable = (inventory: object): boolean => {
  const { vars, children } = (inventory as Partial<Accepted>).all ?? {};
  const directors = Object.keys(children?.directors?.hosts ?? {});
  const hosts = [...directors, ...Object.keys(children?.real_servers?.hosts ?? {})];
  return (
    // Without its section the stack is another.
    typeof vars?.heartbeat === 'object' &&
    Array.isArray(vars.virtual_services) &&
    directors.length > 0 &&
    hosts.every((name) => /^[^:[\]]+$/.test(name))
  );
};

/** Reads the files back and compares what they say with what the inventory said, where it stands in them as it is. */
export function expectAsWritten(inventory: object, desired: Desired): void {
  const { vars, children } = (inventory as Accepted).all;
  const directors = Object.keys(children.directors.hosts);
  const virtual = [vars.virtual_address ?? (vars.virtual_addresses ?? []).map(({ address }) => address)].flat();
  const haCf = readHaCf(contentOf(desired, '/etc/ha.d/ha.cf'));
  expect(haCf.filter(([directive]) => directive === 'node').map(([, node]) => node)).toEqual(directors);
  expect(haCf.find(([directive]) => directive === 'udpport')).toEqual([
    'udpport',
    String(vars.heartbeat.udpport ?? 694),
  ]);
  expect(readHaresources(contentOf(desired, '/etc/ha.d/haresources'))).toEqual({
    node: directors[0],
    addresses: virtual,
  });
  expect(readAuthkeys(contentOf(desired, '/etc/ha.d/authkeys'))).toMatch(/^\uE000.*\uE001$/u);
  const { sections } = readLdirectord(contentOf(desired, '/etc/ha.d/ldirectord.cf'));
  expect(sections).toHaveLength(virtual.length * vars.virtual_services.length);
  const nodes = Object.values({ ...children.real_servers?.hosts, ...children.directors.hosts });
  const onEach = virtual.flatMap((address, i) => {
    const name = vars.virtual_addresses?.[i]?.name;
    return vars.virtual_services.map((service) => ({ service, address, name: name && `${name}/${service.name}` }));
  });
  onEach.forEach(({ service, address: on, name: qualified = service.name }, i) => {
    const { settings = {}, reals = [], virtual: at } = sections[i] ?? {};
    const check = service.check ?? {};
    expect(at).toBe(`${on.split('/')[0]}:${service.port}`);
    expect(settings['scheduler']).toBe(service.scheduler ?? 'wrr');
    expect(settings['comment']).toBe(text(service.comment));
    expect(settings['emailalert']).toBe(service.emailalert?.join(', '));
    const mailed = [service, vars.ldirectord].some((one) => one?.emailalert !== undefined);
    expect(settings['servicename']).toBe(mailed ? text(qualified) : undefined);
    for (const name of ['receive', 'login', 'virtualhost']) expect(settings[name]).toBe(text(check[name]));
    // One slash is ldirectord's own, which it takes away again.
    expect(settings['request']?.replace(/^\/\//, '/')).toBe(text(check['request']));
    const listed = (service.real_servers ?? []).map(({ address }) => address);
    for (const address of listed) expect(reals.filter((real) => real.startsWith(`${address}:`))).toHaveLength(1);
    for (const { address, ansible_host, weight } of service.nodes === false ? [] : nodes) {
      const own = String(address ?? ansible_host);
      if (listed.includes(own)) continue;
      expect(reals.map((real) => real.split(' '))).toContainEqual([
        `${own}:${service.port}`,
        'gate',
        String(weight ?? 1),
      ]);
    }
  });
}
