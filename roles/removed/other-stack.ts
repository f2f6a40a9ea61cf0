import type { z } from 'zod';
import { askActive } from '../../src/cluster/model/active.ts';
import { type Context, defineRole } from '../../src/cluster/model/role.ts';
import { segmentSchema } from '../../src/cluster/model/segment-vars.ts';
import { virtualAddresses } from '../../src/cluster/model/virtual-addresses.ts';
import type { Stack } from '../../src/cluster/ports/stack.ts';
import { tableClearedOf } from '../../src/cluster/stack/cleared.ts';
import { programsOf } from '../../src/cluster/stack/names.ts';
import { changesStack, servesByOther } from '../../src/cluster/stack/other.ts';
import type { Resource } from '../../src/core/resource.ts';
import { joinSh, sh } from '../../src/core/sh.ts';
import { forgottenFiles } from '../../src/platform/capabilities/forgotten-files.ts';
import { command } from '../../src/resources/command.ts';
import { STATE_DIRECTORY } from '../../src/resources/shell/script.ts';
import { askTraces } from './ask.ts';
import { noEmptyFolders } from './emptied.ts';
import { asBefore } from './files.ts';
import { keepsClients } from './keeps-clients.ts';
import { clearTable, clearTableOnly } from './leave.ts';
import { forgetOwn } from './let-go.ts';
import { isOwned } from './owned.ts';
import { type KeptTrace, parseTraces } from './traces.ts';

/** How long the new stack may take until it answers for the virtual address, in seconds: some wait for peers that are not there. */
const ANSWERED_WITHIN = 180;

/** How long a hand-over may be at work once the stack is stopped, in seconds. */
const HANDED_OVER_WITHIN = 90;

const vars = segmentSchema({});
type OtherContext = Context<z.infer<typeof vars>>;

const base = { name: 'other stack', vars, recall: () => askTraces };

/** First: directors that do not serve give up the stack that they were set up with. The one that serves goes on. */
export const standbyLeavesStack = defineRole({
  ...base,
  warn: (context: OtherContext) =>
    context.directors.length > 1 || context.otherStacksOn(context.facts).length === 0
      ? []
      : [
          'there is one director only: while its stack changes, clients are refused; with a second director none would be',
        ],
  resources: (context: OtherContext) => (servesByOther(context) ? [] : leaves(context)),
});

/** Then the one that serves is made ready: who takes over knows all its connections, or finds them here. */
export const activeKeepsClients = defineRole({
  ...base,
  resources: (context: OtherContext) => (servesByOther(context) ? keepsClients(context) : []),
});

/** Then another takes over by the new stack, which waits for that. */
export const standbyTakesOver = defineRole({
  ...base,
  resources: (context: OtherContext) => (changesStack(context) && !servesByOther(context) ? takesOver(context) : []),
});

const takesOver = ({ stack: { ha }, name }: OtherContext): readonly Resource[] =>
  ha.takesOver === undefined
    ? []
    : [
        command({
          key: `${ha.id} takes over`,
          name: `have ${name} take over by ${ha.id}, beside the director that serves`,
          ...ha.takesOver,
        }),
      ];

/** Then, when another director answers for the virtual address by the new stack: the one that served. */
export const activeLeavesStack = defineRole({
  ...base,
  resources: (context: OtherContext) =>
    servesByOther(context) ? [...answeredElsewhere(context), ...leaves(context)] : [],
});

/** The other answers beside this one for a moment: both direct, and clients go over to the other. */
function answeredElsewhere({ name, vars: of, directors, stack, host }: OtherContext): readonly Resource[] {
  if (!directors.some((director) => director.name !== name)) return [];
  return virtualAddresses(of).map(({ ip, interface: device }) => {
    // Duplicate address detection exits with 1 when it hears somebody; see arping(8).
    const heard = sh`{ arping -D -q -c 2 -w 2 -I ${device} ${ip.text} >/dev/null 2>&1; [ $? -eq 1 ]; }`;
    return command({
      key: `another director serves ${ip.text} by ${stack.ha.id}`,
      name: `wait until another director answers for ${ip.text} beside ${host.name}`,
      unless: sh`[ "$(${askActive(of)})" = standby ]`,
      run: sh`n=0
until ${heard}; do
  n=$((n+1))
  [ $n -lt ${ANSWERED_WITHIN / 2} ] || { echo ${`no other director answers for ${ip.text}, so ${host.name} goes on with it`} >&2; exit 1; }
done`,
    });
  });
}

/** Stops the stacks that are in force on the host, and puts their files back as they were; what tells of them goes last. */
function leaves(context: OtherContext): readonly Resource[] {
  const { platform, facts } = context;
  return context
    .otherStacksOn(facts)
    .flatMap((stack) => [
      ...stack.ha.leave(platform),
      ...stack.balancer.leave(platform),
      ...(servesByOther(context)
        ? [handedOver(stack), clearTable(tableClearedOf(stack.ha.id))]
        : [clearTableOnly(tableClearedOf(stack.ha.id))]),
      ...filesOf(stack, context),
    ]);
}

/** What its stop has left at work directs what still comes here. */
const handedOver = ({ ha }: Stack): Resource =>
  command({
    key: `${ha.id} has handed over`,
    name: 'wait until the hand-over is complete',
    unless: sh`! { ${ha.handsOver}; }`,
    run: sh`n=0
while { ${ha.handsOver}; }; do
  n=$((n+1))
  [ $n -lt ${HANDED_OVER_WITHIN} ] || { echo 'the hand-over does not end' >&2; exit 1; }
  sleep 1
done`,
  });

const ownedBy = ({ ha, balancer }: Stack): readonly string[] => [...new Set([...ha.owns, ...balancer.owns])];

function filesOf(stack: Stack, { recalled, name, platform, stack: wanted }: OtherContext): readonly Resource[] {
  const { ha, balancer } = stack;
  const owns = ownedBy(stack);
  const { kept } = parseTraces(recalled.get(name) ?? '');
  const mine = kept.filter(({ path }) => isOwned(path, owns) && !isOwned(path, ownedBy(wanted)));
  const isLast = ({ path }: KeptTrace): boolean => path === ha.directorFile;
  const asWere = (files: readonly KeptTrace[]) => files.flatMap((one) => asBefore(one, platform));
  const [first, last] = [asWere(mine.filter((one) => !isLast(one))), asWere(mine.filter(isLast))];
  const gone = mine.filter(({ kind }) => kind === 'absent').map(({ path }) => path);
  const records = [...new Set([...ha.services, ...balancer.services])].map((one) => `${STATE_DIRECTORY}/loaded/${one}`);
  return [
    ...first,
    ...platform.want(forgottenFiles, gone),
    command({
      key: `umctl lets go of ${ha.id}`,
      name: `remove umctl's own records of ${programsOf(stack)}`,
      unless: sh`! { for record in ${records}; do [ ! -e "$record" ] || exit 0; done; false; }`,
      run: joinSh([sh`rm -f ${records}`, sh`cd ${STATE_DIRECTORY}`, forgetOwn(owns)]),
    }),
    ...last,
    ...noEmptyFolders(mine, [...first, ...last]),
  ];
}
