import { registerFile } from '../../src/cluster/drain/register-file.ts';
import { SYNC_SETTINGS } from '../../src/cluster/ipvs/sync-settings.ts';
import { ndpText } from '../../src/cluster/model/ndp.ts';
import type { Context } from '../../src/cluster/model/role.ts';
import { hasIpv6 } from '../../src/cluster/model/virtual-addresses.ts';
import { marked } from '../../src/cluster/services/marked.ts';
import { forwarding } from '../../src/cluster/services/masquerade.ts';
import { persistence } from '../../src/cluster/services/persistence.ts';
import { SERVERS } from '../../src/cluster/services/servers.ts';
import { services } from '../../src/cluster/services/services.ts';
import type { Resource } from '../../src/core/resource.ts';
import { aroundService } from '../../src/platform/capabilities/around-service.ts';
import { kernelModules } from '../../src/platform/capabilities/kernel-modules.ts';
import { kernelSettings } from '../../src/platform/capabilities/kernel-settings.ts';
import { resetByInstalling } from '../../src/platform/capabilities/reset-by-installing.ts';
import { service } from '../../src/platform/capabilities/service.ts';
import { startCommand } from '../../src/platform/capabilities/start-command.ts';
import { directory } from '../../src/resources/directory.ts';
import { file } from '../../src/resources/file.ts';
import { alikeFile } from './alike.ts';
import { checkScripts } from './check-scripts.ts';
import { keepalivedConf } from './config.ts';
import { configurationFile } from './configuration-file.ts';
import { settingsFiles } from './director/groups.ts';
import { notifyProgram } from './director/program.ts';
import { COMES_WITHIN, outAfter } from './director/settings.ts';
import { CONFIGURATION, NDP_PROGRAM, NOTIFY_PROGRAM, PROGRAMS, TEMPLATES_FILE } from './paths.ts';
import { KEEPALIVED_SERVICE, STANDS_DOWN } from './process.ts';
import { connectsWhereItChecks } from './selinux.ts';
import { keepalived as software } from './software.ts';
import type { KeepalivedVars } from './vars.ts';

type KeepalivedContext = Context<KeepalivedVars>;

/** SELinux lets keepalived run what is in its folder of programs, but not systemd, which may run a shell. */
const BY_SYSTEMD = `/bin/sh ${NOTIFY_PROGRAM}`;

/** How long stopping may take: until another has taken over, with every other director asked in turn, twice; in seconds. */
const stopsWithin = ({ directors, vars }: KeepalivedContext): number =>
  30 + 40 * Math.max(1, directors.length - 1) + COMES_WITHIN + outAfter(vars);

/** What a director has before keepalived is told anything: the kernel's part, and what keepalived runs. */
function prepared(context: KeepalivedContext): readonly Resource[] {
  const { platform } = context;
  const notify = file({ path: NOTIFY_PROGRAM, content: notifyProgram(platform.ask(startCommand)), mode: '0755' });
  const around = {
    service: 'keepalived',
    beforeStart: `${BY_SYSTEMD} prepare`,
    afterReload: `${BY_SYSTEMD} reloaded`,
    beforeStop: `${BY_SYSTEMD} stop`,
    afterStop: `${BY_SYSTEMD} stopped`,
    stopsWithin: stopsWithin(context),
    stopsBefore: SERVERS,
    beside: `${BY_SYSTEMD} guard`,
  };
  return [
    ...platform.want(kernelModules, ['ip_vs']),
    ...platform.want(kernelSettings, { name: 'handover', settings: SYNC_SETTINGS }),
    directory({ path: '/etc/keepalived' }),
    directory({ path: CONFIGURATION, mode: '0700' }),
    directory({ path: PROGRAMS }),
    ...connectsWhereItChecks(context),
    notify,
    ...(hasIpv6(context.vars) ? [file({ path: NDP_PROGRAM, content: ndpText(), mode: '0755' })] : []),
    alikeFile(context),
    ...settingsFiles(context).map((one) => file(one)),
    ...checkScripts(context).map((one) => file(one)),
    ...platform.want(aroundService, around, { uses: [notify] }),
  ];
}

/** keepalived.conf, and keepalived that runs with it. */
function running(context: KeepalivedContext): readonly Resource[] {
  const reset = resetByInstalling(context, software);
  const configuration = configurationFile(keepalivedConf(context), reset);
  const wanted = { ...KEEPALIVED_SERVICE, enabled: true, running: true, onChange: 'reload' } as const;
  const stoodDown = [...context.earlier.values()].filter(({ type, key }) => type === 'command' && key === STANDS_DOWN);
  const resetBy = [...(reset.resetBy ?? []), ...stoodDown.map((resource) => ({ resource }))];
  return [configuration, ...context.platform.want(service, wanted, { uses: [configuration], resetBy })];
}

/**
 * All that a director is under keepalived.
 * @param between what is done once all is there that keepalived runs, and before it gets its configuration
 */
export function all(context: KeepalivedContext, between: readonly Resource[] = []): readonly Resource[] {
  // The register first, so that a run which is cut off leaves no weight that nobody remembers the reason of.
  const realServers = services(context).flatMap(({ reals }) => reals.map(({ address, known = address }) => known));
  return [
    ...marked(context),
    ...persistence(context, { setAside: TEMPLATES_FILE }),
    ...registerFile(context.recalled, realServers),
    ...forwarding(context),
    ...prepared(context),
    ...between,
    ...running(context),
  ];
}
