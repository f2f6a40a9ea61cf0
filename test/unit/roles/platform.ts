import type { Capability, SpecOf } from '../../../src/core/capability.ts';
import type { Platform } from '../../../src/core/platform.ts';
import { defineResource, type Relations, type Resource } from '../../../src/core/resource.ts';
import { sh } from '../../../src/core/sh.ts';
import { alias } from '../../../src/platform/capabilities/alias.ts';
import { aroundService } from '../../../src/platform/capabilities/around-service.ts';
import { arpSilence } from '../../../src/platform/capabilities/arp-silence.ts';
import { defaultRoute } from '../../../src/platform/capabilities/default-route.ts';
import { firewall } from '../../../src/platform/capabilities/firewall.ts';
import { forgottenFiles } from '../../../src/platform/capabilities/forgotten-files.ts';
import { ftpServer } from '../../../src/platform/capabilities/ftp-server.ts';
import { kernelModules } from '../../../src/platform/capabilities/kernel-modules.ts';
import { kernelSettings } from '../../../src/platform/capabilities/kernel-settings.ts';
import { packages } from '../../../src/platform/capabilities/packages.ts';
import { reloadCommand } from '../../../src/platform/capabilities/reload-command.ts';
import { repositories } from '../../../src/platform/capabilities/repositories.ts';
import { service } from '../../../src/platform/capabilities/service.ts';
import { startCommand } from '../../../src/platform/capabilities/start-command.ts';
import { syslog } from '../../../src/platform/capabilities/syslog.ts';
import { webServer } from '../../../src/platform/capabilities/web-server.ts';
import { labelOf } from '../../../src/platform/providers/firewall/opening.ts';
import { file } from '../../../src/resources/file.ts';

/** A resource that only says what was asked of the platform. */
const wanted = defineResource<{ type: string; name: string; want: object }, Record<string, string>>({
  type: 'wanted',
  key: ({ type, name }) => `${type} ${name}`,
  want: ({ want }) => Object.fromEntries(Object.entries(want).map(([field, value]) => [field, String(value)])),
  probe: () => sh`true`,
  parse: () => ({}),
  apply: () => ({ run: sh`true` }),
});

const want = (type: string, name: string, spec: object, relations = {}): Resource =>
  wanted({ type, name, want: spec }, relations);

type Fake = readonly [string, (spec: never, relations: Relations) => readonly Resource[], unknown?];

const fake = <Spec, Answer>(
  capability: Capability<Spec, Answer>,
  wants: (spec: Spec, relations: Relations) => readonly Resource[],
  answer?: Answer,
): Fake => [capability.id, wants, answer];

const FAKES: readonly Fake[] = [
  fake(packages, (software, relations) => [
    want('packages', '', Object.fromEntries(software.map(({ id }) => [id, 'installed'])), relations),
  ]),
  fake(repositories, (all) => all.map((one) => want('repository', one.name, one))),
  fake(service, ({ daemon: _, ...spec }, relations) => [want('service', spec.name, spec, relations)]),
  fake(firewall, ({ openings, extent }) => [
    want('firewall', extent, Object.fromEntries(openings.map((one) => [labelOf(one), 'open']))),
  ]),
  fake(forgottenFiles, (paths) => (paths.length === 0 ? [] : [want('forgotten', '', { paths })])),
  fake(aroundService, (spec) => [want('around', spec.service, spec)]),
  fake(reloadCommand, (spec) => [want('reload', spec.service, spec)]),
  fake(startCommand, (spec) => [want('start', spec.service, spec)], { shutsDown: sh`false` }),
  fake(kernelModules, (names) => names.map((name) => want('module', name, {}))),
  fake(kernelSettings, ({ name, settings }) => [want('sysctl', name, settings)]),
  fake(arpSilence, () => [want('arp silence', '', {})]),
  fake(alias, ({ after, ...spec }) => [
    want('alias', spec.label, spec, { resetBy: after.map((resource) => ({ resource })) }),
  ]),
  fake(defaultRoute, (spec) => [want('default route', spec.gateway, spec)]),
  fake(syslog, (rules, relations) => [want('log rules', '', { rules }, relations)], {
    service: 'rsyslog',
    software: { id: 'syslog', packages: { deb: ['rsyslog'], rpm: ['rsyslog'] } },
  }),
  fake(webServer, (content, relations) => [file({ path: '/etc/web/site.conf', content }, relations)], {
    service: 'web',
    root: '/srv/web',
  }),
  fake(ftpServer, (content, relations) => [file({ path: '/etc/vsftpd.conf', content }, relations)], {
    service: 'vsftpd',
    root: '/srv/ftp',
  }),
];

/** A platform of no distribution that can all but `without`: what roles want can be read from the resources' ids and wants. */
export function platformWithout(...without: readonly Capability<never>[]): Platform {
  const fakes = FAKES.filter(([id]) => !without.some((capability) => capability.id === id));
  const find = (capability: Capability<never>): Fake | undefined => fakes.find(([id]) => id === capability.id);
  return {
    name: 'Test',
    want: (capability, spec: SpecOf<typeof capability>, relations = {}) =>
      find(capability)?.[1](spec as never, relations) ?? [],
    ask: <Answer>(capability: Capability<never, Answer>) => find(capability)?.[2] as Answer,
    why: (capability) => (find(capability) === undefined ? `no ${capability.id}` : undefined),
    families: () => [4],
    makesNetwork: (path) => path.startsWith('/etc/network/'),
    makesRoute: () => false,
  };
}

/** The same with everything. */
export const platform: Platform = platformWithout();
