import { askActiveHost } from '../../../src/cluster/model/active.ts';
import { segmentOf } from '../../../src/cluster/model/segment-vars.ts';
import { addressTexts } from '../../../src/cluster/model/virtual-addresses.ts';
import { leavesBehind } from '../../../src/cluster/switchover/leaves-behind.ts';
import { settledComplaint } from '../../../src/cluster/switchover/settled.ts';
import { type Check, check } from '../../../src/core/check.ts';
import type { Output } from '../../../src/core/connection.ts';
import type { Host } from '../../../src/core/host.ts';
import type { Step } from '../../../src/core/plan.ts';
import type { Hook, HookContext, Operation, Place } from '../../../src/core/play.ts';
import { joinSh, type Sh, sh } from '../../../src/core/sh.ts';
import { AT_WORK } from './at-work.ts';
import { isCommand, TO_CLASSIC } from './commands.ts';

/** How long a hand-over may take, in seconds: 15 were measured, and a busy machine takes its time. */
const WITHIN = 90;

/** How long a heartbeat that runs may take to answer on a busy machine, in seconds. */
const ANSWERS_WITHIN = 20;

/** Where packages of heartbeat put its tools; by kind of library, not by distribution. */
const FOLDERS = ['/usr/share/heartbeat', '/usr/lib64/heartbeat', '/usr/lib/heartbeat'];

const STAND_BY: Sh = sh`for folder in ${FOLDERS}; do
  [ ! -x "$folder/hb_standby" ] || exec "$folder/hb_standby" all
done
echo "heartbeat's hb_standby is in none of" ${FOLDERS} >&2
exit 1`;

/** Hands the duties of the active director to another, which begins before they are given up. */
export function switchover(from: Place, to: Place, places: readonly Place[]): Operation {
  const names = { from: from.host.name, to: to.host.name };
  return {
    name: `${names.from} hands its duties over to ${names.to}`,
    preconditions: isReady(names),
    tolerates: leavesBehind(from, to),
    run: { [names.from]: STAND_BY },
    postconditions: [
      {
        name: `${names.to} has taken over, and the hand-over is complete`,
        asks: Object.fromEntries(places.map(({ host }) => [host.name, askSettled(host)])),
        failure: (answers) => settledComplaint(answers, names.to),
        withinSeconds: WITHIN,
      },
    ],
  };
}

/** Whether heartbeat would hand over: to one that it hears and that hears it, and that is through with the last hand-over. */
const isReady = ({ from, to }: { readonly from: string; readonly to: string }): readonly Check[] => [
  check('runs heartbeat, to take over', to, sh`cl_status hbstatus`, sayWhy('heartbeat does not answer'), {
    withinSeconds: ANSWERS_WITHIN,
  }),
  check(
    'has finished the last hand-over',
    to,
    sh`! { ${AT_WORK}; }`,
    ({ code }) => (code === 0 ? undefined : 'a hand-over is under way'),
    { withinSeconds: WITHIN },
  ),
  hears(from, to),
  hears(to, from),
];

const hears = (name: string, other: string): Check =>
  check(
    `hears heartbeat of ${other}`,
    name,
    sh`state=$(cl_status nodestatus ${other} 2>&1); echo "$state"; [ "$state" = active ]`,
    sayWhy('heartbeat does not answer'),
    { withinSeconds: ANSWERS_WITHIN },
  );

const sayWhy =
  (otherwise: string) =>
  ({ code, stdout, stderr }: Output): string | undefined =>
    code === 0 ? undefined : `${stdout.trim()}${stderr.trim()}` || otherwise;

const askSettled = (host: Host): Sh => joinSh([askActiveHost(host), sh`if ${AT_WORK}; then echo busy; fi`]);

/**
 * Before the active director is changed in a way that its service would feel, its duties go to another, if that is ready for
 * them. Not where that is done the classic way, which has a gap itself.
 */
export const handOver: Hook = {
  before(turn: HookContext) {
    const directors = turn.places.filter(({ host }) => host.groups.includes('directors'));
    const to = directors.find((place) => place.host.name !== turn.host.name && makesBeforeBreak(place));
    // Where two have them, there is nothing to hand over.
    if (to === undefined || to.active || !turn.active || !makesBeforeBreak(turn)) return undefined;
    const felt = turn.steps.filter(isFelt);
    if (felt.length === 0 || turn.steps.some(isCommand(TO_CLASSIC))) return undefined;
    const act = switchover(turn, to, directors);
    return {
      ...act,
      note: noteOf(
        felt.map(({ title }) => title),
        { from: turn.host.name, to: to.host.name },
      ),
      preconditions: [passesByLvsDirector(turn.host.name), ...act.preconditions],
      optional: true,
    };
  },
};

/** Why, for how long, and that it is not undone. */
const noteOf = (felt: readonly string[], { from, to }: { readonly from: string; readonly to: string }): string =>
  `because clients would notice ${felt.join(', ')}; it takes about 15 s (${WITHIN} s at most), and no request fails. ` +
  `${to} stays active; umctl switchover --to ${from} makes ${from} active again`;

/** What interrupts what the node serves; packages may, as they start and stop what they bring. */
const isFelt = ({ type, impact }: Step): boolean => impact === 'interrupts' || type === 'packages';

/** On the way from classic the address is on lo already, while heartbeat would still pass it on by IPaddr2. */
const passesByLvsDirector = (name: string): Check =>
  check(
    'heartbeat hands over with LVSDirector',
    name,
    sh`grep -q '^[^#]*LVSDirector' /etc/ha.d/haresources`,
    ({ code }) => (code === 0 ? undefined : 'its haresources does not use LVSDirector yet'),
  );

/** LVSDirector leaves the virtual address on lo, and IPaddr2 takes it away from there. */
const makesBeforeBreak = ({ host, facts }: Place): boolean => {
  const addresses = addressTexts(segmentOf(host.vars));
  return facts.addresses.some((found) => found.device === 'lo' && addresses.includes(found.address));
};
