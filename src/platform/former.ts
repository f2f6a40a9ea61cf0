import type { Capability } from '../core/capability.ts';
import type { FormerPlatform, Platform } from '../core/platform.ts';
import type { Relations, Resource } from '../core/resource.ts';
import { alias } from './capabilities/alias.ts';
import { arpSilence } from './capabilities/arp-silence.ts';
import { defaultRoute } from './capabilities/default-route.ts';
import { forgottenFiles } from './capabilities/forgotten-files.ts';
import { ftpServer } from './capabilities/ftp-server.ts';
import { kernelModules } from './capabilities/kernel-modules.ts';
import { kernelSettings } from './capabilities/kernel-settings.ts';
import { packages } from './capabilities/packages.ts';
import { reloadCommand } from './capabilities/reload-command.ts';
import { repositories } from './capabilities/repositories.ts';
import { service } from './capabilities/service.ts';
import { startCommand } from './capabilities/start-command.ts';
import { syslog } from './capabilities/syslog.ts';
import { webServer } from './capabilities/web-server.ts';

export type Chosen = Omit<Platform, keyof FormerPlatform>;

/** For roles that do not want capabilities yet. */
export function withFormerNames(chosen: Chosen): Platform {
  const { want, ask, why } = chosen;
  const one = <Spec>(capability: Capability<Spec>, spec: NoInfer<Spec>, relations?: Relations): Resource =>
    want(capability, spec, relations)[0] as Resource;
  const former: FormerPlatform = {
    packages: (software, relations) => one(packages, software, relations),
    repositories: (all) => want(repositories, all),
    packageField: (software) => Object.keys(one(packages, [software]).want)[0] ?? '',
    service: (spec, relations) => one(service, spec, relations),
    forget: (paths) => want(forgottenFiles, paths),
    reloadsBy: (spec) => want(reloadCommand, spec),
    ...(why(startCommand) === undefined
      ? { startsWith: (spec) => want(startCommand, spec), shutsDown: ask(startCommand).shutsDown }
      : {}),
    kernelModules: (names) => want(kernelModules, names),
    sysctl: (name, settings) => one(kernelSettings, { name, settings }),
    arpSilence: () => one(arpSilence, { device: 'lo' }),
    network: {
      alias: (spec, after) => want(alias, { ...spec, after }),
      defaultRoute: (spec) => want(defaultRoute, spec),
    },
    get paths() {
      const config = one(ftpServer, '').files?.[0] ?? '';
      return {
        heartbeat: '/usr/libexec/heartbeat/heartbeat',
        ipfail: '/usr/libexec/heartbeat/ipfail',
        webRoot: ask(webServer).root,
        ftpConfig: config,
        ftpRoot: ask(ftpServer).root,
      };
    },
    logRules: (rules, relations) => want(syslog, rules, relations),
    webSite: (servers) => {
      const site = one(webServer, servers);
      return { path: site.files?.[0] ?? '', content: String(site.want['content']) };
    },
    get services() {
      return { web: ask(webServer).service, ftp: ask(ftpServer).service, syslog: ask(syslog).service };
    },
  };
  return { ...chosen, ...former };
}
