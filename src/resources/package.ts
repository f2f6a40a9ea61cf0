import type { Output } from '../core/connection.ts';
import { defineResource } from '../core/resource.ts';
import { type Sh, sh } from '../core/sh.ts';
import { noOption } from './no-option.ts';

/** How a distribution asks for packages and installs them; see src/platform/providers/packages. */
export interface PackageTool {
  /** Prints the names of those that are installed whole, one a line. */
  readonly probe: (names: readonly string[]) => Sh;
  /**
   * Defines `offers NAME…`, which prints a line `offered NAME` for each that the configured repositories have, and
   * `repository WORDS` for each repository; and `asked` at the end, unless some could not be reached. It leaves the
   * host's own lists as they are.
   */
  readonly offers: Sh;
  /** Installs what is missing of them in one transaction, and fails unless all are there afterwards. */
  readonly install: (names: readonly string[]) => Sh;
}

interface Params {
  readonly names: readonly string[];
  /** What else there is to do where some are not offered, by their names. */
  readonly otherwise?: Readonly<Record<string, string>>;
  readonly tool: PackageTool;
}

/** By the names of the packages: `installed`, `not installed`, or `not offered` by any repository. */
type State = Readonly<Record<string, string>>;

/** How long it may take to ask repositories over a slow line, in seconds. */
const ASKING_SECONDS = 120;

/** Packages of the distribution: one field each, so that one transaction brings them all. */
export const packages = defineResource<Params, State>({
  type: 'packages',
  key: ({ names }) =>
    names.length <= 3 ? names.join(', ') : `${names.slice(0, 2).join(', ')} and ${names.length - 2} more`,
  want: ({ names }) => Object.fromEntries(noOption('package', names).map((name) => [name, 'installed'])),
  probe: ({ names, tool }) => sh`installed=$(${tool.probe(names)}
)
missing=
for name in ${names}; do
  case " $(echo $installed) " in *" $name "*) echo "installed $name" ;; *) missing="$missing $name" ;; esac
done
if [ -n "$missing" ]; then
  ${tool.offers}
  offers $missing
fi`,
  probeSeconds: ASKING_SECONDS,
  parse,
  apply: ({ names, tool }) => ({ run: tool.install(names), withinSeconds: 1800 }),
});

function parse({ stdout }: Output, { names, otherwise = {} }: Params): State & { readonly cannot?: string } {
  const lines = new Set(stdout.split('\n'));
  const missing = (name: string) =>
    lines.has('asked') && !lines.has(`offered ${name}`) ? 'not offered' : 'not installed';
  const state = Object.fromEntries(
    names.map((name) => [name, lines.has(`installed ${name}`) ? 'installed' : missing(name)]),
  );
  const unknown = names.filter((name) => state[name] === 'not offered');
  if (unknown.length === 0) return state;
  const repositories = [...lines].flatMap((line) => (line.startsWith('repository ') ? [line.slice(11).trim()] : []));
  return { ...state, cannot: notOffered(unknown, repositories, otherwise) };
}

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
