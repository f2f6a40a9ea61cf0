import type { Real, Service } from '../../../src/cluster/services/services.ts';
import { kindOf } from '../checks/kind.ts';
import { checkLines } from '../checks/lines.ts';
import type { Checked } from '../checks/native.ts';
import { timingOf } from '../checks/timing.ts';
import { ownOf, ownOfReal } from '../vars/own.ts';
import type { OwnService } from '../vars/own-service.ts';
import type { KeepalivedVars } from '../vars.ts';
import { isMailed } from './alerts.ts';
import { fallbackOf } from './fallback.ts';
import { METHOD } from './method.ts';
import { block, command, flag, setting } from './text.ts';

interface Director {
  readonly vars: KeepalivedVars;
  readonly version: Checked['version'];
  /** Real servers that are never taken out of the table. */
  readonly stay: readonly string[];
}

/** A virtual service with its real servers; see keepalived.conf(5). */
export function virtualServer(service: Service, { vars, version, stay }: Director): readonly string[] {
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
    ...flag('inhibit_on_failure', service.quiescent ?? given.quiescent ?? vars.ldirectord.quiescent),
    ...isMailed(given, vars),
    ...fallbackOf(service, vars),
  ];
  const isOff = kind.by === 'nothing' && !kind.serves;
  const reals = service.reals.flatMap((real) =>
    realServer(
      { service, real, timing, version },
      { isOut: isOff || real.weight === 0, stays: stay.includes(real.address) },
    ),
  );
  const comment = given.comment === undefined ? '' : `: ${given.comment}`;
  return [`# ${service.name}${comment}`, ...block(headOf(service), [...settings, ...reals])];
}

const headOf = ({ vars, protocol, virtual, address }: Service): string =>
  protocol === 'fwm' ? `virtual_server fwmark ${virtual}` : `virtual_server ${address.text} ${vars.port}`;

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

/**
 * A real server that gets no clients and keeps those that it has: a check that always fails, at once, gives it the weight 0.
 * Not its own weight: before 2.0.16 keepalived refuses 0, until 2.2 it takes 0 for 1 when it reads its configuration again,
 * and where all of a service have it, it refuses its own quorum and takes them out of the table.
 */
const OUT = [
  ...['weight 1', 'alpha true', 'inhibit_on_failure true'],
  ...block('MISC_CHECK', ['misc_path "/usr/bin/false"', 'misc_timeout 5', 'retry 0', 'warmup 0']),
];

interface Placed {
  readonly isOut: boolean;
  /** Whether it is never taken out of the table. */
  readonly stays: boolean;
}

function realServer(checked: Checked, { isOut, stays }: Placed): readonly string[] {
  const { real, service } = checked;
  const notified = { ...ownOf(service.vars), ...ownOfReal(real.given) };
  const inhibits = stays ? true : notified.inhibit_on_failure;
  const own = real.forwarding === service.vars.forwarding ? undefined : METHOD[real.forwarding];
  return block(`real_server ${real.address} ${real.port}`, [
    ...setting('lvs_method', own),
    ...setting('uthreshold', real.given.upper_threshold),
    ...setting('lthreshold', real.given.lower_threshold),
    ...command('notify_up', notified?.notify_up),
    ...command('notify_down', notified?.notify_down),
    ...(isOut || inhibits === undefined ? [] : [`inhibit_on_failure ${inhibits}`]),
    ...(isOut ? OUT : [...setting('weight', real.weight), ...checkLines(checked)]),
  ]);
}
