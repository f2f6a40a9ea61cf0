import type { Output } from '../core/connection.ts';
import { defineResource } from '../core/resource.ts';
import { containsSecret } from '../core/secrets.ts';
import { sh } from '../core/sh.ts';
import { rewriteBlock } from './shell/block.ts';
import { script } from './shell/script.ts';

interface Params {
  /** A file that belongs to the admin; made when there is none, followed when it is a link. */
  readonly path: string;
  /** Tells blocks in one file apart. */
  readonly name: string;
  /** What stands between the markers, without secrets, as others may read the file. Unset = no block. */
  readonly content?: string;
}

/** How the markers stand: `none`, `one pair`, or what is wrong with them; and what is between them. */
type State = { readonly markers: string; readonly content?: string | undefined };

const markers = (name: string) => ({ begin: `# BEGIN umctl ${name}`, end: `# END umctl ${name}` });

/**
 * A marked block in a file that belongs to the admin. Everything outside the markers stays as it is, byte for byte;
 * where the markers are not one pair, a plan with a step for it is refused, and the line is named.
 */
export const block = defineResource<Params, State>({
  type: 'block',
  name: ({ path, name }) => `${path} ${name}`,
  want: ({ content }) =>
    content === undefined ? { markers: 'none' } : { markers: 'one pair', content: `${lines(content)}\n` },
  probe: ({ path, name }) => sh`n=0 inside=
[ -f ${path} ] || exit 0
while IFS= read -r line || [ -n "$line" ]; do
  n=$((n+1))
  case $line in
    ${markers(name).begin}) echo "BEGIN in line $n"; inside=1 ;;
    ${markers(name).end}) echo "END in line $n"; inside= ;;
    *) if [ -n "$inside" ]; then printf '|%s\\n' "$line"; fi ;;
  esac
done < ${path}`,
  parse,
  apply: ({ path, name, content }) => ({
    run: script(
      rewriteBlock(path, { ...markers(name), ...(content === undefined ? {} : { content: lines(content) }) }),
    ),
  }),
  files: ({ path }) => [path],
});

function parse({ stdout }: Output, { path, name }: Params): State & { readonly cannot?: string } {
  const said = stdout.split('\n').filter((line) => line !== '');
  const found = said.filter((line) => !line.startsWith('|'));
  if (found.length === 0) return { markers: 'none' };
  if (found.length === 2 && found[0]?.startsWith('BEGIN') && found[1]?.startsWith('END'))
    return {
      markers: 'one pair',
      content: said
        .slice(1, -1)
        .map((line) => `${line.slice(1)}\n`)
        .join(''),
    };
  const { begin, end } = markers(name);
  const cannot = `${path} has ${found.join(', ')}; leave one pair of the lines '${begin}' and '${end}', or none`;
  return { markers: `broken: ${found.join(', ')}`, cannot };
}

function lines(content: string): string {
  if (containsSecret(content)) throw new Error('a block cannot hold a secret: others may read the file it is in');
  return content.replace(/\n+$/, '');
}
