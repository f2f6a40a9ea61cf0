import type { AnsweringDirector, StatusPart } from '../../../src/cluster/ports/status.ts';
import type { Seen } from '../../../src/cluster/status/findings/seen.ts';
import { answerTo, type Probe } from '../../../src/cluster/status/probe.ts';
import { sh } from '../../../src/core/sh.ts';

/**
 * What `ldirectord status` looks at itself, whose modules take a second of a slow host's time at each look. Its pid file is
 * named after its argument: ldirectord.ldirectord.cf.pid where heartbeat starts it, ldirectord.ldirectord.pid where the init
 * system does.
 */
const process: Probe<'running' | 'stopped'> = {
  id: 'ldirectord process',
  ask: () => sh`for file in /var/run/ldirectord.*.pid; do
  { read -r pid < "$file"; } 2>/dev/null && grep -q ldirectord "/proc/$pid/cmdline" 2>/dev/null && exit
done
exit 3`,
  parse: ({ code }) => (code === 0 ? 'running' : 'stopped'),
};

/** What `umctl status` asks, shows and finds of ldirectord. */
export const status: StatusPart = {
  probes: [process],
  fields: ({ said }) => ({ ldirectord: answerTo(said, process) ?? 'stopped' }),
  columns: [{ title: 'LDIRECTORD', cell: ({ ldirectord = '' }) => String(ldirectord) }],
  findings: (director, seen) =>
    complaints(director, seen).map((message) => ({
      host: director.host.name,
      message,
      mendedBy: /^service ldirectord$/,
    })),
};

/** Where directors are ready to take over it runs on each, else with the virtual address. */
function complaints({ host: { name, holds }, answer }: AnsweringDirector, seen: Seen): readonly string[] {
  const runs = answerTo(answer.said, process) === 'running';
  if (holds.length > 0) return runs ? [] : ['is active, but ldirectord does not run'];
  if (runs === seen.ready.has(name) || seen.handingOver) return [];
  return runs
    ? ['ldirectord runs on a standby, and fills its LVS table']
    : ['ldirectord does not run, so a fail-over would serve with an old LVS table'];
}
