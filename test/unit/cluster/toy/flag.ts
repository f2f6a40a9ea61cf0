import {
  activeComplaint,
  askActive,
  type Context,
  command,
  defineRole,
  directory,
  file,
  type HaStack,
  holdsVirtualAddress,
  joinSh,
  type SegmentVars,
  segment,
  sh,
  virtualAddresses,
  z,
} from '../../../../src/index.ts';
import { DIRECTORS, FOLDER, KEY, TABLE } from './paths.ts';
import { flagStatus } from './status.ts';

/*
 * A stack of the tests: whoever has the virtual address on its interface is active, and nothing runs that moves it. Its
 * directors know each other by names in a file, and by a key beside it.
 */

const each = (vars: SegmentVars, verb: 'add' | 'del') =>
  joinSh(
    virtualAddresses(vars).map((one) => sh`ip addr ${verb} ${`${one.ip.text}/${one.prefix}`} dev ${one.interface}`),
  );

const takes = ({ vars }: { readonly vars: SegmentVars }) => each(vars, 'add');

/** Who takes the address where nobody has it: the first director. */
const takesFirst = ({ name, directors, known }: Context<SegmentVars>): boolean =>
  directors[0]?.name === name &&
  !directors.some((director) => {
    const facts = known.get(director.name)?.facts;
    return facts !== undefined && holdsVirtualAddress(director.host, facts);
  });

const role = defineRole<SegmentVars>({
  name: 'flag',
  serves: true,
  vars: z.object(segment),
  secrets: () => ({ key: { generate: true, recover: sh`cat ${KEY} 2>/dev/null || :` } }),
  recall: () => sh`cat /run/flag-hears 2>/dev/null || :`,
  resources: (context) => [
    directory({ path: FOLDER }),
    file({ path: DIRECTORS, content: context.directors.map(({ name }) => `${name}\n`).join('') }),
    file({ path: KEY, content: context.secrets['key'] ?? '', mode: '0600' }),
    ...(takesFirst(context)
      ? [
          command({
            name: 'the first director takes the virtual address',
            unless: sh`[ "$(${askActive(context.vars)})" = active ]`,
            run: takes(context),
          }),
        ]
      : []),
  ],
  clusterChecks: (contexts) => [
    {
      name: 'one director has the flag',
      asks: Object.fromEntries(contexts.map(({ name, vars }) => [name, askActive(vars)])),
      failure: activeComplaint,
      withinSeconds: 5,
    },
  ],
});

const varsOf = ({ vars }: { readonly vars: Readonly<Record<string, unknown>> }) => z.object(segment).parse(vars);

const switchover: HaStack['switchover'] = (from, to, places) => ({
  name: `the flag passes from ${from.host.name} to ${to.host.name}`,
  preconditions: [],
  run: {
    [from.host.name]: each(varsOf(from.host), 'del'),
    [to.host.name]: takes({ vars: varsOf(to.host) }),
  },
  postconditions: [
    {
      name: `${to.host.name} has the flag`,
      asks: Object.fromEntries(places.map(({ host }) => [host.name, askActive(varsOf(host))])),
      failure: (answers) =>
        answers[to.host.name]?.stdout === 'active\n' ? activeComplaint(answers) : 'the flag stays where it was',
      withinSeconds: 5,
    },
  ],
});

export const flag: HaStack = {
  id: 'flag',
  switchover,
  handOver: {
    before(turn) {
      const to = turn.places.find((place) => place.host.name !== turn.host.name && !place.active);
      if (!turn.active || to === undefined || !turn.steps.some(({ type, key }) => type === 'file' && key === TABLE))
        return undefined;
      return switchover(turn, to, turn.places);
    },
  },
  before: [],
  plays: [{ name: 'flag', hosts: 'directors', roles: [role], active: holdsVirtualAddress, gate: 'play' }],
  rotation: { roles: ['flag'] },
  software: () => [],
  everySoftware: [],
  families: [4],
  services: [],
  leave: () => [
    command({
      name: 'the flag is given up',
      unless: sh`! ip -4 -o addr show dev eth0 | grep -q inet`,
      run: sh`ip addr flush dev eth0`,
    }),
  ],
  owns: [`${FOLDER}/*`],
  directorFile: DIRECTORS,
  hears: (recalled, name) => recalled.split('\n').includes(name),
  handsOver: sh`false`,
  status: flagStatus,
  drill: { faults: [], deadtime: () => 1 },
};
