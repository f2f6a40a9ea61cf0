import type { Output } from '../../core/connection.ts';
import { joinSh, type Sh, sh } from '../../core/sh.ts';
import { askObstacle, isObstacle, obstacleIn } from './exposed.ts';
import { HIDDEN, isPublic } from './observe.ts';
import { beside, END } from './replace.ts';

interface Block {
  /** Tells blocks in one file apart. */
  readonly name: string;
  /** The lines between, without the last newline; unset = no block. */
  readonly content?: string;
}

/** What is put into a file, and where. */
interface Rewritten {
  readonly name: string;
  /** The lines between, or a word of shell that stands for them; unset = no block. */
  readonly content?: string | Sh;
  /** Succeeds at the line, in `$line`, before which a block goes that is not there yet; default: it goes at the end. */
  readonly before?: Sh;
  /** Succeeds where the new file `$t` is good: what is not good never takes the place of what is there. */
  readonly accepts?: Sh;
}

/**
 * Writes all lines of the file but the block's, and the block where it stood, or else at the end. Newlines go between
 * lines, and after the last one only where the file had one there; so taking a block out leaves the very bytes that
 * there were before it was put in. The shell cannot read NUL bytes, such as a crash leaves, so a file with these is refused.
 */
export const rewriteBlock = (path: string, { name, content, before = sh`false`, accepts = sh`:` }: Rewritten): Sh =>
  joinSh([
    beside(path, { follow: true }),
    sh`begin=${markers(name).begin} end=${markers(name).end}
out() { printf '%s%s' "$separator" "$1" || fail "cannot write $t; $p is as it was"; separator='
'; }
block() { ${content === undefined ? sh`:` : sh`out "$begin"; out ${content}; out "$end"`}; }
broken() { fail "$p: $1; nothing was changed: leave one pair of these two lines, or none, and run again"; }
[ -e "$p" ] || ${content === undefined ? sh`exit 0` : sh`:`}
[ ! -f "$p" ] || [ $(tr -d '\\000' < "$p" | wc -c) -eq $(wc -c < "$p") ] || fail "$p has NUL bytes; it is as it was: mend it, and run again"
if [ -e "$p" ]; then cp -a "$p" "$t"; from=$p; else (umask 022; : > "$t"); from=/dev/null; fi
{
  n=0 seen=0 placed= separator= last='
'
  ! grep -qxF "$begin" "$from" || placed=1
  while IFS= read -r line || { [ -n "$line" ] && last=; }; do
    n=$((n+1))
    if [ -z "$placed" ] && ${before}; then block; placed=1; fi
    case $line in
      "$begin") [ $seen = 0 ] || broken "a second '$begin' in line $n"; seen=1; block ;;
      "$end") [ $seen = 1 ] || broken "'$end' without its beginning in line $n"; seen=2 ;;
      *) [ $seen = 1 ] || out "$line" ;;
    esac
  done < "$from"
  [ $seen != 1 ] || broken "'$begin' without its end"
  [ $seen = 2 ] || [ -n "$placed" ] || block
  [ -z "$separator" ] || printf %s "$last"
  printf %s ${END}
} > "$t"
whole
same || { ${accepts}
put; }`,
  ]);

/** How the markers stand: `none`, `one pair`, or what is wrong with them; and what is between them. */
export type BlockState = {
  readonly markers: string;
  readonly content?: string | undefined;
  readonly cannot?: string | undefined;
};

const markers = (name: string) => ({ begin: `# BEGIN umctl ${name}`, end: `# END umctl ${name}` });

/**
 * Asks for a block, and whether it can be changed where it is another than the wanted one; read by {@link parseBlock}. In a
 * file that others may not read, what is between the markers is told only where it is what is wanted there.
 */
export const askBlock = (path: string, { name, content = '' }: Block): Sh => sh`obstacle() {
${askObstacle(path, 'follow')}
}
n=0 inside= text= right= wanted=${inside(content)} newline='
'
[ -f ${path} ] || { obstacle; exit 0; }
${isPublic}
if is_public ${path}; then shown=1; else shown=; fi
while IFS= read -r line || [ -n "$line" ]; do
  n=$((n+1))
  case $line in
    ${markers(name).begin}) echo "BEGIN in line $n"; inside=1 text= right="$right-" ;;
    ${markers(name).end})
      [ "$text" != "$wanted" ] || right="$right+"
      if [ -n "$shown" ] || [ "$text" = "$wanted" ]; then printf %s "$text"
      else echo '|'${HIDDEN}; fi
      echo "END in line $n"; inside= text= ;;
    *) [ -z "$inside" ] || text="$text|$line$newline" ;;
  esac
done < ${path}
[ "$right" = -+ ] || obstacle`;

/** A block's lines as they are told. */
const inside = (content: string): string =>
  content
    .split('\n')
    .map((line) => `|${line}\n`)
    .join('');

export function parseBlock(output: Pick<Output, 'stdout'>, path: string, name: string): BlockState {
  // It is asked last, and stands in no line of the file, as those begin with a bar.
  const lines = output.stdout.split('\n');
  const stdout = [...lines.filter(isObstacle), ...lines.filter((line) => !isObstacle(line))].join('\n');
  const { answer, ...obstacle } = obstacleIn({ stdout });
  return { ...parseMarked(answer, path, name), ...obstacle };
}

function parseMarked({ stdout }: Pick<Output, 'stdout'>, path: string, name: string): BlockState {
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
