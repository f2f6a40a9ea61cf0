import { type Check, check } from '../../core/check.ts';
import type { Platform } from '../../core/platform.ts';
import type { Resource } from '../../core/resource.ts';
import { joinSh, type Sh, sh } from '../../core/sh.ts';
import { template } from '../../core/template.ts';
import { ownDaemon } from '../../platform/capabilities/own-daemon.ts';
import { service } from '../../platform/capabilities/service.ts';
import { absent } from '../../resources/absent.ts';
import { directory } from '../../resources/directory.ts';
import { file } from '../../resources/file.ts';
import type { Context, Refusal } from '../model/role.ts';
import { SETTLES_WITHIN } from '../model/timing.ts';
import { askModules, hindrance } from './marking.ts';
import { type PortMark, portMarks } from './port-marks.ts';
import { showPort } from './service-port.ts';
import type { ServicesVars } from './vars.ts';

const FOLDER = '/etc/umctl';
const PROGRAM = `${FOLDER}/port-marks`;

/** The service that keeps the marks there. */
export const MARKS_SERVICE = 'umctl-port-marks';

const UNIT = `/etc/systemd/system/${MARKS_SERVICE}.service`;

/** What is the marks' own on a host. */
export const MARKS_OWNS = [PROGRAM, UNIT] as const;

const render = template<{ readonly lines: readonly string[] }>(
  new URL('./templates/port-marks.sh.ejs', import.meta.url),
);

/** The program that sets the marks, and looks every three seconds whether they are there. */
export const marksProgram = (marks: readonly PortMark[]): string =>
  render({
    lines: marks.map((one) => [one.interface, one.transport, one.address, showPort(one.ports), one.mark].join(' ')),
  });

const NOTED = 'marks ranges of ports';

/** Prints whether a director has had such services and, where there are any, what its kernel lacks for them. */
export const askMarked = (vars: ServicesVars): Sh =>
  joinSh([sh`[ ! -e ${PROGRAM} ] || echo ${NOTED}`, ...(portMarks(vars).length === 0 ? [] : [askModules])]);

/** The marks of services of a range of ports, before the table directs by them; of none, what there was of them goes. */
export function marked({ vars, platform, recalled, name, stack }: Context<ServicesVars>): readonly Resource[] {
  const marks = portMarks(vars);
  const had = (recalled.get(name) ?? '').split('\n').includes(NOTED);
  if (marks.length === 0 && !had) return [];
  const daemon = {
    name: MARKS_SERVICE,
    description: 'firewall marks for ranges of ports',
    begin: `/bin/sh ${PROGRAM} set`,
    run: `/bin/sh ${PROGRAM} keep`,
    end: `/bin/sh ${PROGRAM} clear`,
    startsBefore: [...new Set([...stack.ha.services, ...stack.balancer.services])],
  };
  if (marks.length === 0) return [...platform.want(ownDaemon, { ...daemon, gone: true }), absent({ path: PROGRAM })];
  const program = file({ path: PROGRAM, content: marksProgram(marks), mode: '0755' });
  return [directory({ path: FOLDER }), program, ...platform.want(ownDaemon, daemon, { uses: [program] })];
}

/**
 * Ends them on a host that leaves, whose files go later.
 * @param written the files that umctl has written on it
 */
export const leaveMarks = (platform: Platform, written: readonly string[]): readonly Resource[] =>
  written.includes(UNIT) ? platform.want(service, { name: MARKS_SERVICE, enabled: false, running: false }) : [];

/** That they are there. */
export const markChecks = ({ name, vars }: Context<ServicesVars>): readonly Check[] =>
  portMarks(vars).length === 0
    ? []
    : [
        check(
          'packets for ranges of ports have their marks',
          name,
          joinSh([sh`sh ${PROGRAM} missing`]),
          ({ code, stdout, stderr }) =>
            (code === 0 ? stdout.trim().replaceAll('\n', '; ') : stderr.trim()) || undefined,
          { withinSeconds: SETTLES_WITHIN },
        ),
      ];

/** A director that has no way to set marks, or to keep them. */
export function refuseMarks({ vars, platform, name, facts, recalled }: Context<ServicesVars>): readonly Refusal[] {
  const without = platform.why(ownDaemon) !== undefined;
  const hindered = hindrance(facts.kernel, recalled.get(name) ?? '');
  if (!without && hindered === undefined) return [];
  const why = without
    ? `umctl keeps by a unit of systemd, and ${name} has none`
    : `tc sets with Linux 5.0 or later and its modules, and ${name} cannot: ${hindered}`;
  return portMarks(vars)
    .slice(0, 1)
    .map(({ path, ports }) => ({
      path: [...path, 'port'],
      message:
        `the ports ${showPort(ports)} take firewall marks, which ${why}; ` +
        'write a service for each port, or `fwmark` and rules of your own',
    }));
}
