import type { Platform } from '../../../src/core/platform.ts';
import { defineResource, type Resource } from '../../../src/core/resource.ts';
import { sh } from '../../../src/core/sh.ts';

/** A resource that only says what was asked of the platform. */
const wanted = defineResource<{ type: string; name: string; want: object }, Record<string, string>>({
  type: 'wanted',
  name: ({ type, name }) => `${type} ${name}`,
  want: ({ want }) => Object.fromEntries(Object.entries(want).map(([field, value]) => [field, String(value)])),
  probe: () => sh`true`,
  parse: () => ({}),
  apply: () => ({ run: sh`true` }),
});

const want = (type: string, name: string, spec: object, relations = {}): Resource =>
  wanted({ type, name, want: spec }, relations);

/** The former functions, by capabilities. */
const byCapability: Pick<Platform, 'want' | 'ask' | 'why'> = {
  want: () => [],
  ask: () => {
    throw new Error('not yet');
  },
  why: () => undefined,
};

/** A platform of no distribution: what roles ask for can be read from the resources' ids and wants. */
export const platform: Platform = {
  name: 'Test',
  ...byCapability,
  packages: (software, relations) =>
    want('packages', '', Object.fromEntries(software.map((name) => [name, 'installed'])), relations),
  repositories: (all) => all.map((one) => want('repository', one.name, one)),
  packageField: (software) => software,
  service: (spec, relations) => want('service', spec.name, spec, relations),
  forget: (paths) => (paths.length === 0 ? [] : [want('forgotten', '', { paths })]),
  makesNetwork: (path) => path.startsWith('/etc/network/'),
  reloadsBy: (spec) => [want('reload', spec.service, spec)],
  startsWith: (spec) => [want('start', spec.service, spec)],
  kernelModules: (names) => names.map((name) => want('module', name, {})),
  sysctl: (name, settings) => want('sysctl', name, settings),
  arpSilence: () => want('arp silence', '', {}),
  network: {
    alias: (spec, after) => [want('alias', spec.label, spec, { resetBy: after.map((resource) => ({ resource })) })],
    defaultRoute: (spec) => [want('default route', spec.gateway, spec)],
  },
  paths: {
    heartbeat: '/usr/libexec/heartbeat/heartbeat',
    ipfail: '/usr/libexec/heartbeat/ipfail',
    webRoot: '/srv/web',
    ftpConfig: '/etc/vsftpd.conf',
    ftpRoot: '/srv/ftp',
  },
  logRules: (rules, relations) => [want('log rules', '', { rules }, relations)],
  webSite: (content) => ({ path: '/etc/web/site.conf', content }),
  services: { web: 'web', ftp: 'vsftpd', syslog: 'rsyslog' },
};
