import type { Output } from '../core/connection.ts';
import { defineResource } from '../core/resource.ts';
import { type Sh, sh } from '../core/sh.ts';
import { noOption } from './no-option.ts';

/** How a distribution asks for packages and installs them; see src/platform/providers/packages. */
export interface PackageTool {
  /** Prints a line `installed NAME` for each that is installed whole, and another state for one that is there in part. */
  readonly probe: (names: readonly string[]) => Sh;
  /**
   * Defines `offers NAME…`, which prints a line `offered NAME` for each that the configured repositories have, and
   * `repository WORDS` for each repository; and `asked` at the end, unless some could not be reached. Where they are
   * offered and cannot be installed all the same, `refused WORDS` says why, as often as there are lines of that. It
   * leaves the host's own lists as they are.
   */
  readonly offers: Sh;
  /**
   * Installs what is missing of them in one transaction, and fails unless all are there afterwards. While others are at
   * work with packages it does nothing and ends with `BUSY`.
   */
  readonly install: (names: readonly string[]) => Sh;
}

interface Params {
  readonly names: readonly string[];
  /** What else there is to do where some are not offered, by their names. */
  readonly otherwise?: Readonly<Record<string, string>>;
  readonly tool: PackageTool;
}

/** By the names of the packages: `installed`, as far as it is, `not installed`, or `not offered` by any repository. */
type State = Readonly<Record<string, string>>;

/** How long it may take to ask repositories over a slow line, in seconds. */
const ASKING_SECONDS = 120;

/** How long others at work with packages are waited for, in seconds: an unattended upgrade of a new host takes minutes. */
const PATIENCE_SECONDS = 900;

/** Packages of the distribution: one field each, so that one transaction brings them all. */
export const packages = defineResource<Params, State>({
  type: 'packages',
  key: ({ names }) =>
    names.length <= 3 ? names.join(', ') : `${names.slice(0, 2).join(', ')} and ${names.length - 2} more`,
  want: ({ names }) => Object.fromEntries(noOption('package', names).map((name) => [name, 'installed'])),
  probe: ({ names, tool }) => sh`states=$(${tool.probe(names)}
)
[ -z "$states" ] || echo "$states"
missing=
for name in ${names}; do
  case " $(echo $states) " in *" installed $name "*) ;; *) missing="$missing $name" ;; esac
done
if [ -n "$missing" ]; then
  ${tool.offers}
  offers $missing
fi`,
  probeSeconds: ASKING_SECONDS,
  parse,
  apply: ({ names, tool }) => ({ run: tool.install(names), withinSeconds: 1800, patienceSeconds: PATIENCE_SECONDS }),
});

function parse({ stdout }: Output, { names, otherwise = {} }: Params): State & { readonly cannot?: string } {
  const lines = stdout.split('\n').map((line) => line.trim());
  const after = (word: string) =>
    lines.flatMap((line) => (line.startsWith(`${word} `) ? [line.slice(word.length + 1)] : []));
  const offered = new Set(after('offered'));
  const stateOf = (name: string): string => {
    const there = lines.find((line) => line.endsWith(` ${name}`) && PARTS.has(line.slice(0, -name.length - 1)));
    if (there !== undefined) return there.slice(0, -name.length - 1);
    return lines.includes('asked') && !offered.has(name) ? 'not offered' : 'not installed';
  };
  const state = Object.fromEntries(names.map((name) => [name, stateOf(name)]));
  const unknown = names.filter((name) => state[name] === 'not offered');
  const refused = [...new Set(after('refused'))].join('; ');
  if (unknown.length === 0) return refused === '' ? state : { ...state, cannot: refused };
  const why = notOffered(unknown, [...new Set(after('repository'))], otherwise);
  return { ...state, cannot: refused === '' ? why : `${why} (${refused})` };
}

/** States of a package that is there, whole or in part; see dpkg(1). */
const PARTS: ReadonlySet<string> = new Set([
  'installed',
  'half-installed',
  'unpacked',
  'half-configured',
  'triggers-awaited',
  'triggers-pending',
]);

function notOffered(
  names: readonly string[],
  repositories: readonly string[],
  otherwise: Readonly<Record<string, string>>,
): string {
  const asked = `none of the repositories asked (${repositories.join('; ') || 'there are none'}) offers`;
  const ways = [...new Set(names.flatMap((name) => otherwise[name] ?? []))];
  const instead = ways.map((way) => `${way}, or `).join('');
  return (
    `${names.join(', ')}: ${asked} ${names.length === 1 ? 'it' : 'them'}; ` +
    `${instead}name one that does in \`package_repositories\` of the inventory, or install it by hand`
  );
}
