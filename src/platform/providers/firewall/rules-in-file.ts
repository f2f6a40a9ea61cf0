import type { Output } from '../../../core/connection.ts';
import { defineResource, type Resource, type State } from '../../../core/resource.ts';
import { sh } from '../../../core/sh.ts';
import { script } from '../../../resources/shell/script.ts';
import type { Opening } from '../../capabilities/firewall.ts';
import { labelOf, NONE, OPEN, STAYS, stateOf } from './opening.ts';
import { closedAgain, openedAgain } from './rules-in-file-back.ts';
import { closeUnwanted, functionsOf, openWanted, type RulesInFile } from './rules-in-file-shell.ts';

interface Params {
  readonly openings: readonly Opening[];
  readonly of: RulesInFile;
}

const stdinOf = ({ openings, of }: Params): string =>
  [...new Set(openings.flatMap((opening) => of.lines(opening).map(({ id, line }) => `${id}\t${line}\n`)))].join('');

const openInFile = defineResource<Params, State>({
  type: 'firewall',
  key: ({ of: { name } }) => name,
  title: ({ of: { name, does = 'lets in what the cluster needs' } }) => `${name} ${does}`,
  want: ({ openings, of }) =>
    Object.fromEntries(openings.flatMap((one) => (of.lines(one).length === 0 ? [] : [[labelOf(one), OPEN]]))),
  probe: ({ of }) => sh`${functionsOf(of)}
live | ids | sed 's/^/now|/'
kept | ids | sed 's/^/kept|/'
{ ${of.unloaded}
} | sed 's/^/unloaded|/'`,
  parse: parseOpen,
  apply: (params) => ({
    run: script(functionsOf(params.of), sh`wanted=$(cat)`, openWanted(params.of)),
    stdin: stdinOf(params),
  }),
  files: ({ of: { file } }) => [file],
  impact: () => 'none',
  restorable: 'files',
  back: { from: (copy, { of }) => [openedAgain({ copy, of })], told: STAYS },
});

function parseOpen({ stdout }: Output, { openings, of }: Params): State {
  const lines = stdout.split('\n');
  const said = new Set(lines);
  const [unloaded] = lines.flatMap((line) => (line.startsWith('unloaded|') ? [line.slice('unloaded|'.length)] : []));
  const states = openings.flatMap((opening) => {
    const ids = of.lines(opening).map(({ id }) => id);
    const has = (when: string) => ids.every((id) => said.has(`${when}|${id}`));
    return ids.length === 0 ? [] : [[labelOf(opening), stateOf({ now: has('now'), kept: has('kept') })]];
  });
  return {
    ...Object.fromEntries(states),
    ...(unloaded === undefined
      ? {}
      : {
          cannot: `${unloaded}; have it loaded at boot, or let in by hand what the cluster needs and set \`firewall: leave\``,
        }),
  };
}

const closedInFile = defineResource<Params, { readonly left: string }>({
  type: 'firewall closed',
  key: ({ of: { name } }) => name,
  title: ({ of: { name } }) => `${name} lets in no more than the cluster needs`,
  want: () => ({ left: NONE }),
  probe: ({ of }) => sh`${functionsOf(of)}
{ live; kept; } | ids | sort -u`,
  parse({ stdout }, { openings, of }) {
    const wanted = new Set(idsOf(openings, of));
    const left = stdout.split('\n').filter((id) => id !== '' && !wanted.has(id));
    return { left: left.join('; ') || NONE };
  },
  files: ({ of: { file } }) => [file],
  apply: (params) => ({
    run: script(functionsOf(params.of), sh`wanted=$(cat)`, closeUnwanted(params.of)),
    stdin: stdinOf(params),
  }),
  impact: () => 'none',
  restorable: 'files',
  back: {
    from: (copy, { openings, of }) => [
      ...(openings.length === 0 ? [openedAgain({ copy, of })] : []),
      closedAgain({ copy, of, wanted: idsOf(openings, of) }),
    ],
  },
});

const idsOf = (openings: readonly Opening[], of: RulesInFile): readonly string[] =>
  openings.flatMap((opening) => of.lines(opening).map(({ id }) => id));

/** Where nothing is to be open, there is but what closes the rest; a restore opens by it, too, what a run closed. */
export function rulesInFile(params: Params, extent: 'open' | 'close'): readonly Resource[] {
  if (extent === 'close') return [closedInFile(params)];
  return params.openings.length === 0 ? [] : [openInFile(params)];
}
