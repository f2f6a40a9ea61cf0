import playbook from '../../../playbooks/cluster.ts';
import type { AnyRole, Context } from '../../../src/cluster/model/role.ts';
import type { Host } from '../../../src/core/host.ts';
import type { Platform } from '../../../src/core/platform.ts';
import type { Allowance } from '../../../src/core/role.ts';
import { createSecrets } from '../../../src/core/secrets.ts';
import { NO_FIREWALL } from '../platform/firewall/none.ts';
import { platform } from './platform.ts';

/** The variables of inventory.example.yaml, in essence. */
export const EXAMPLE = {
  interface: 'eth0',
  gateway: '192.168.6.1',
  virtual_address: '192.168.6.240/24',
  virtual_services: [
    {
      name: 'http',
      port: 80,
      scheduler: 'rr',
      check: { service: 'http', request: 'index.html', receive: 'Test Page' },
    },
    {
      name: 'ftp',
      port: 21,
      scheduler: 'rr',
      persistent: 600,
      check: { service: 'ftp', login: 'anonymous', request: 'welcome.msg', receive: 'Welcome' },
    },
  ],
  heartbeat: {
    links: [{ ucast: 'eth0' }, { serial: '/dev/ttyS0', baud: 19200 }],
    deadtime: 3,
    key: { generate: true },
  },
  demo_site: true,
};

const host = (name: string, address: string, group: string): Host => ({
  name,
  groups: ['all', group],
  vars: {},
  connection: { host: address, sshOptions: {} },
  at: () => ({ file: 'inventory.yaml', line: 1, column: 1 }),
});

export const HOSTS: readonly Host[] = [host('n1', '192.168.6.2', 'directors'), host('n2', '192.168.6.3', 'directors')];

export const NO_FACTS = {
  packagePrograms: ['apt-get'],
  kernel: '6.1.0',
  machine: 'x86_64',
  uid: 0,
  os: { id: 'debian', idLike: [], versionId: '12', codename: 'bookworm', prettyName: 'Debian' },
  redhatRelease: '',
  init: 'systemd',
  network: 'ifupdown',
  interfaceOwners: {},
  networkManager: '',
  profiles: [],
  selinux: 'disabled',
  hiddenArp: false,
  sysklogd: false,
  addresses: [],
  defaultRoutes: [],
  served: undefined,
  stacks: [],
  ipvs: true,
  firewall: NO_FIREWALL,
} as const;

interface Options {
  readonly vars?: object;
  readonly hosts?: readonly Host[];
  /** Values of the role's secrets, by name. */
  readonly secrets?: Readonly<Record<string, string>>;
  readonly facts?: Partial<Context<unknown>['facts']>;
  /** Facts of single hosts. */
  readonly hostFacts?: Readonly<Record<string, Partial<Context<unknown>['facts']>>>;
  readonly platforms?: Readonly<Record<string, Platform>>;
  /** What hosts remember for the role, by host. */
  readonly recalled?: Readonly<Record<string, string>>;
  /** Names of the roles that the run is for. */
  readonly roles?: readonly string[];
  /** What the command line lets pass. */
  readonly allowed?: readonly Allowance[];
  /** Variables of single hosts. */
  readonly hostVars?: Readonly<Record<string, object>>;
}

/** Contexts as the engine makes them for `role`, one a host. */
export function contexts<V>(role: AnyRole, options: Options = {}): readonly Context<V>[] {
  const {
    vars = {},
    hosts = HOSTS,
    hostVars = {},
    facts = {},
    hostFacts = {},
    platforms = {},
    recalled = {},
  } = options;
  const sealed = createSecrets();
  const secrets = Object.fromEntries(
    Object.entries(options.secrets ?? {}).map(([name, value]) => [name, sealed.seal(name, value)]),
  );
  const members = hosts.map((member) => {
    const given = { ...EXAMPLE, ...vars, ...hostVars[member.name] };
    const { name } = member;
    return { name, host: { ...member, vars: { ...given, ...member.vars } }, vars: role.vars.parse(given) as V };
  });
  const known = new Map(
    members.map(({ name }) => [
      name,
      { facts: { ...NO_FACTS, nodeName: name, ...facts, ...hostFacts[name] }, platform: platforms[name] ?? platform },
    ]),
  );
  return members.map((member) => ({
    ...member,
    ...(known.get(member.name) as { facts: Context<V>['facts']; platform: Platform }),
    known,
    directors: members.filter(({ host: { groups } }) => groups.includes('directors')),
    nodes: members,
    stack: playbook.domain.stack,
    others: [],
    otherStacksOn: () => [],
    secrets,
    recalled: new Map(Object.entries(recalled)),
    allowed: new Set(options.allowed),
    roles: new Set(options.roles ?? [role.name, 'heartbeat']),
    earlier: new Map(),
  }));
}

/** The first of {@link contexts}. */
export function context<V>(role: AnyRole, options: Options = {}): Context<V> {
  const [first] = contexts<V>(role, options);
  if (first === undefined) throw new Error('a cluster has at least one host');
  return first;
}
