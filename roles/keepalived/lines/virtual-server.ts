import type { Real, Service } from '../../../src/cluster/services/services.ts';
import { kindOf } from '../checks/kind.ts';
import { checkLines } from '../checks/lines.ts';
import type { Checked } from '../checks/native.ts';
import { timingOf } from '../checks/timing.ts';
import { ownOf } from '../vars/own.ts';
import type { OwnService } from '../vars/own-service.ts';
import type { KeepalivedVars } from '../vars.ts';
import { isAtLeast } from '../version/version.ts';
import { isMailed } from './alerts.ts';
import { fallbackOf } from './fallback.ts';
import { METHOD } from './method.ts';
import { block, command, flag, setting } from './text.ts';

/** A virtual service with its real servers; see keepalived.conf(5). */
export function virtualServer(
  service: Service,
  { vars, version }: { readonly vars: KeepalivedVars; readonly version: Checked['version'] },
): readonly string[] {
  const { vars: given, protocol, address } = service;
  const own = ownOf(given);
  const kind = kindOf(service);
  const timing = timingOf(given, vars);
  const settings = [
    ...setting('delay_loop', timing.interval),
    ...setting('lvs_sched', given.scheduler),
    ...(given.schedflags ?? []),
    ...setting('lvs_method', METHOD[given.forwarding]),
    ...(protocol === 'fwm' ? ipFamily(address.family) : setting('protocol', protocol.toUpperCase())),
    ...flag('ops', given.ops === true && protocol === 'udp'),
    ...setting('persistence_timeout', given.persistent),
    ...setting('persistence_granularity', given.netmask),
    // A real server that no check looks at is up from the beginning.
    ...flag('alpha', (own?.alpha ?? vars.keepalived.alpha) && (kind.by !== 'nothing' || own?.checks !== undefined)),
    ...flag('omega', own?.omega),
    ...setting('warmup', own?.warmup ?? vars.keepalived.warmup),
    ...setting('virtualhost', own?.virtualhost),
    ...quorum(own, service.reals),
    ...flag('inhibit_on_failure', given.quiescent ?? vars.ldirectord.quiescent),
    ...isMailed(given, vars),
    ...fallbackOf(service, vars),
  ];
  const isIdle = (kind.by === 'nothing' && !kind.serves) || service.reals.every(({ weight }) => weight === 0);
  const reals = service.reals.flatMap((real) => {
    const unsaid = real.weight === 0 && !isAtLeast(version, SAYS_NO_WEIGHT);
    return realServer({ service, real, timing, version }, { isOut: isIdle || unsaid });
  });
  const comment = given.comment === undefined ? '' : `: ${given.comment}`;
  return [`# ${given.name}${comment}`, ...block(headOf(service), [...settings, ...reals])];
}

const headOf = ({ vars, protocol, address }: Service): string =>
  protocol === 'fwm' ? `virtual_server fwmark ${vars.fwmark}` : `virtual_server ${address.text} ${vars.port}`;

/** A firewall mark of IPv4 needs no word of its family. */
const ipFamily = (family: 4 | 6): readonly string[] => (family === 6 ? ['ip_family inet6'] : []);

/** keepalived lowers a quorum that is out of reach while real servers are drained, with a warning each time that it is told. */
function quorum(own: OwnService | undefined, reals: readonly Real[]): readonly string[] {
  const total = reals.reduce((sum, { weight }) => sum + weight, 0);
  const wanted = own?.quorum === undefined ? undefined : Math.max(1, Math.min(own.quorum, total));
  const most = (wanted ?? 1) - 1;
  return [
    ...setting('quorum', wanted),
    ...setting('hysteresis', own?.hysteresis === undefined ? undefined : Math.min(own.hysteresis, most)),
  ];
}

/** Since when a real server may have a weight of 0. */
const SAYS_NO_WEIGHT = '2.0.16';

/**
 * One that gets no clients and keeps those that it has. Where all of a service have the weight 0, keepalived refuses its own
 * quorum, and takes them out of the table where there is a fallback: so a check that always fails gives them the weight 0.
 */
const OUT = [
  ...['weight 1', 'inhibit_on_failure'],
  ...block('MISC_CHECK', ['misc_path "/usr/bin/false"', 'misc_timeout 5', 'retry 0']),
];

function realServer(checked: Checked, { isOut }: { readonly isOut: boolean }): readonly string[] {
  const { real, service } = checked;
  const notified = ownOf(service.vars);
  const own = real.forwarding === service.vars.forwarding ? undefined : METHOD[real.forwarding];
  return block(`real_server ${real.address} ${real.port}`, [
    ...setting('lvs_method', own),
    ...setting('uthreshold', real.given.upper_threshold),
    ...setting('lthreshold', real.given.lower_threshold),
    ...command('notify_up', notified?.notify_up),
    ...command('notify_down', notified?.notify_down),
    ...(isOut ? OUT : [...setting('weight', real.weight), ...checkLines(checked)]),
  ]);
}
