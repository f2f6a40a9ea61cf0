import { askActiveHost } from '../../../src/cluster/model/active.ts';
import { hostGroups, preferredBy } from '../../../src/cluster/model/address-groups.ts';
import { holdsVirtualAddress } from '../../../src/cluster/model/holder.ts';
import { nodeAddress } from '../../../src/cluster/model/segment.ts';
import { segmentOf } from '../../../src/cluster/model/segment-vars.ts';
import { firstAddress, showAddress, virtualAddresses } from '../../../src/cluster/model/virtual-addresses.ts';
import { leavesBehind } from '../../../src/cluster/switchover/leaves-behind.ts';
import { settledComplaint } from '../../../src/cluster/switchover/settled.ts';
import { type Check, check } from '../../../src/core/check.ts';
import type { Host } from '../../../src/core/host.ts';
import type { Step } from '../../../src/core/plan.ts';
import type { Hook, HookContext, Operation, Place } from '../../../src/core/play.ts';
import { joinSh, type Sh, sh } from '../../../src/core/sh.ts';
import { LEVELS } from '../director/levels.ts';
import {
  askPeers,
  askState,
  HANDS_OVER,
  isPassing,
  isUnfit,
  parsePeers,
  parseState,
  UNFIT,
} from '../director/state.ts';
import { isDirector } from '../joining.ts';
import { NOTIFY_PROGRAM } from '../paths.ts';

/** How long a hand-over may take, in seconds: 14 were measured, and a busy machine takes its time. */
const WITHIN = 90;

const addressOf = ({ host }: Place): string => nodeAddress(host);

/**
 * Hands the duties of the active director to another, which begins before they are given up. Where directors share the virtual
 * addresses, those of a group: the hosts then have no others.
 */
export const switchover = (from: Place, to: Place, places: readonly Place[]): Operation => hand(from, to, places);

function hand(from: Place, to: Place, places: readonly Place[], how: 'stays' | 'returns' = 'stays'): Operation {
  const names = { from: from.host.name, to: to.host.name };
  const { what, notify, stays } = aboutOf(from.host);
  return {
    name: `${names.from} hands ${what} over to ${names.to}`,
    preconditions: isReady(names),
    tolerates: leavesBehind(from, to),
    run: {
      [names.to]: sh`${notify} wanted${how === 'stays' && stays ? sh` stay` : sh``}`,
      [names.from]: sh`${notify} yield ${addressOf(to)} wanted || { echo ${`${names.to} has not taken over`} >&2; exit 1; }`,
    },
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

/** What is handed over, and umctl-notify about that. */
function aboutOf({ vars }: Host): { readonly what: string; readonly notify: Sh; readonly stays: boolean } {
  const segment = segmentOf(vars);
  if (preferredBy(segment) === undefined) return { what: 'its duties', notify: sh`${NOTIFY_PROGRAM}`, stays: false };
  const what = virtualAddresses(segment).map(showAddress).join(', ');
  return { what, notify: sh`${NOTIFY_PROGRAM} of ${firstAddress(segment).ip.text}`, stays: true };
}

/** Whether keepalived would hand over: to one that runs, knows the connections, and is heard. */
const isReady = ({ from, to }: { readonly from: string; readonly to: string }): readonly Check[] => [
  check('is ready to take over', to, askState, ({ stdout }) => readyComplaint(stdout), { withinSeconds: WITHIN }),
  hears(from, to),
  hears(to, from),
];

function readyComplaint(text: string): string | undefined {
  const state = parseState(text);
  if (state === undefined) return 'umctl-notify is not there';
  if (!state.runs) return 'keepalived does not run';
  if (isPassing(state)) return 'a hand-over is under way';
  if (isUnfit(state)) return UNFIT;
  return state.priority > LEVELS.unready ? undefined : 'it does not know the connections of the active director yet';
}

const hears = (name: string, other: string): Check =>
  check(`hears ${other}`, name, askPeers, ({ stdout }) => {
    const found = parsePeers(stdout).find(({ node }) => node === other);
    return found?.status === 'answers' ? undefined : `${other} does not answer`;
  });

const askSettled = (host: Host): Sh => joinSh([askActiveHost(host), sh`if ${HANDS_OVER}; then echo busy; fi`]);

/** Before the active director is changed in a way that its service would feel, its duties go to another, if that is ready. */
export const handOver: Hook = {
  before(turn: HookContext) {
    if (hostGroups(turn.host).length > 1) return handGroupsOver(turn);
    const directors = turn.places.filter(({ host }) => host.groups.includes('directors'));
    const standbys = directors.filter((place) => place.host.name !== turn.host.name && !place.active);
    // One that joins is not ready.
    const to = standbys.find(isDirector) ?? standbys[0];
    const isSplit = directors.some((place) => place.host.name !== turn.host.name && place.active);
    if (to === undefined || isSplit || !turn.active) return undefined;
    const felt = turn.steps.filter(isFelt).map(({ title }) => title);
    if (felt.length === 0) return undefined;
    const names = { from: turn.host.name, to: to.host.name };
    return {
      ...switchover(turn, to, directors),
      note:
        `because clients would notice ${felt.join(', ')}; it takes about 15 s (${WITHIN} s at most), and no request fails. ` +
        `${names.to} stays active; umctl switchover --to ${names.from} makes ${names.from} active again`,
      optional: true,
    };
  },
};

/** The same where directors share the virtual addresses: all that the director is active for goes to one other. */
function handGroupsOver(turn: HookContext): Operation | undefined {
  const directors = turn.places.filter(({ host }) => host.groups.includes('directors'));
  const others = directors.filter(({ host }) => host.name !== turn.host.name);
  const to = others.find(isDirector) ?? others[0];
  const felt = turn.steps.filter(isFelt).map(({ title }) => title);
  const has = (place: Place, group: number): boolean => {
    const host = hostGroups(place.host)[group];
    return host !== undefined && holdsVirtualAddress(host, place.facts);
  };
  const mine = hostGroups(turn.host).flatMap((_, group) =>
    has(turn, group) && !others.some((other) => has(other, group)) ? [group] : [],
  );
  if (to === undefined || felt.length === 0 || mine.length === 0) return undefined;
  const operations = mine.map((group) => {
    const of = (place: Place): Place => ({ ...place, host: hostGroups(place.host)[group] ?? place.host });
    return hand(of(turn), of(to), directors.map(of), 'returns');
  });
  const run = (host: string): Sh =>
    joinSh(
      operations.flatMap((one) => one.run[host] ?? []),
      ' && ',
    );
  return {
    name: operations.map(({ name }) => name).join('; '),
    preconditions: operations[0]?.preconditions ?? [],
    run: { [to.host.name]: run(to.host.name), [turn.host.name]: run(turn.host.name) },
    postconditions: operations.flatMap(({ postconditions }) => postconditions),
    note:
      `because clients would notice ${felt.join(', ')}; it takes about ${15 * mine.length} s, and no request fails. ` +
      `what prefers ${turn.host.name} goes back by itself`,
    optional: true,
  };
}

/** What interrupts what the node serves; packages may, as they start and stop what they bring. */
const isFelt = ({ type, impact }: Step): boolean => impact === 'interrupts' || type === 'packages';
