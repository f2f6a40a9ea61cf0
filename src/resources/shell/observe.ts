import { createHash } from 'node:crypto';
import { ahead, TOGETHER } from '../../core/ahead.ts';
import type { Output } from '../../core/connection.ts';
import { DIGEST_MARK } from '../../core/secrets.ts';
import { type Sh, sh, shared, unindented } from '../../core/sh.ts';
import { tidy } from '../../core/tidy.ts';
import { askLost, lostIn } from './attributes.ts';
import { askObstacle, obstacleIn } from './exposed.ts';

/** What there is at a path. */
export interface Observed {
  readonly kind?: string;
  readonly mode?: string;
  readonly owner?: string;
  readonly group?: string;
  readonly content?: string;
  readonly target?: string;
}

/** Content beyond this many bytes is compared by its digest: nobody reads a diff of it. */
const LARGEST_SHOWN = 262_144;

/** What stands for content that others on the host may not read, and that is not what is wanted: no plan shows it. */
export const HIDDEN = '(not shown: others may not read it)';

/**
 * As what a file's content travels: as it is where others on the host may read it, as a digest that only the wanted
 * secret can match, or not at all.
 */
export type ContentAs = 'text' | 'secret' | 'nothing';

/** Defines `is_public FILE`: whether others on the host may read it. */
export const isPublic: Sh = sh`is_public() { case $(stat -L -c %A "$1") in ???????r*) ;; *) return 1 ;; esac; }`;

/** How an answer begins, in `said`, and what follows it. */
interface Answer {
  readonly look: Sh;
  readonly tell: Sh;
}

const BY_STAT = sh`said="file \${stat#* * } -"`;

/** Up to so many bytes a shell that questions share reads itself, a call a byte: a program would take longer to start. */
const READ_AT_MOST = 1024;

/** Prints what is in `$p`, and a dot, by what was asked ahead where it was. What a shell does not read as it is (a NUL) has another digest, which is seen. */
const TELL = sh`rest=\${stat#* }
if [ -n "$text" ]; then say "$text$nl"
elif [ -n "\${${{ text: TOGETHER }}:-}" ] && [ "\${rest%% *}" -le ${READ_AT_MOST} ]; then
while IFS= read -r line; do say "$line$nl"; done < "$p"
say "$line.$nl"
else
cat "$p"
echo .
fi`;

/**
 * Whether hidden content is the wanted one is told on the host, as the digest of a short secret gives it to a guesser.
 * Content that is the wanted one does not travel.
 */
const ANSWER: Readonly<Record<ContentAs, Answer>> = {
  text: {
    look: sh`rest=\${stat#* } hidden=
case $stat in ???????r*) [ "\${rest%% *}" -gt ${LARGEST_SHOWN} ] || shown=1 ;; *) hidden=1 ;; esac
if [ "$sum" = "$wanted" ]; then shown=
elif [ -n "$hidden" ]; then sum=hidden
fi
said="file \${rest#* } $sum"`,
    tell: sh`if [ -n "$shown" ]; then ${TELL}; fi`,
  },
  secret: {
    look: BY_STAT,
    tell: sh`[ -z "$sum" ] || printf ${`${DIGEST_MARK}%s.\n`} "$sum"`,
  },
  nothing: { look: BY_STAT, tell: sh`:` },
};

/** How {@link observePath}'s answer begins where there is this; `content` is left out of it where it does not travel as text. */
export function beginning({ kind, mode = '', owner, group, content, target }: Observed): string {
  if (kind === 'link') return `link\n${target}`;
  const attributes = `${Number.parseInt(mode, 8).toString(8)} ${owner} ${group}`;
  if (kind === 'directory') return `directory ${attributes}`;
  return kind === 'file' && content !== undefined ? `file ${attributes} ${sha256(content)}` : `${kind}`;
}

/** What is asked of a path. */
interface Look {
  readonly contentAs: ContentAs;
  /** The text that is to be told from others where it is hidden; see {@link recognised}. */
  readonly wanted?: string;
  /** The {@link beginning} of what is wanted there: whether it can be changed is then asked only where something else is. */
  readonly unless?: string;
}

/** Asks what there is at a path, without following a link there, and whether that can be changed, safely and without loss. */
export const observePath = (path: string, { unless, ...look }: Look): Sh =>
  observing(
    path,
    look,
    sh`if [ "$said" != ${withDigest(unless ?? '', look.wanted)} ]; then
${askObstacle(path, 'itself', look.wanted === undefined ? undefined : sha256(look.wanted))}
${askLost(path)}
fi`,
  );

/** A text in which the digest of what is wanted is, as it is already in a variable. */
const withDigest = (text: string, wanted: string | undefined): Sh =>
  wanted !== undefined && text.endsWith(sha256(wanted))
    ? sh`${text.slice(0, -sha256(wanted).length)}"$wanted"`
    : sh`${text}`;

/** The same of what umctl itself keeps, which nothing is done to. */
export const observeCopy = (path: string, look: Omit<Look, 'unless'>): Sh => observing(path, look, sh`:`);

function observing(path: string, { contentAs, wanted = '' }: Omit<Look, 'unless'>, before: Sh): Sh {
  const { look, tell } = ANSWER[contentAs];
  const asksSum = contentAs !== 'nothing';
  return tidy(sh`p=${path} wanted=${asksSum ? sha256(wanted) : ''} shown=
${ahead('stat', path)}
${asksSum ? ahead('sum', path) : sh`sum=`}
${contentAs === 'text' ? ahead('text', path) : sh`text=`}
${shared(
  unindented(sh`if [ -z "$stat" ] && [ -e "$p" ] && [ ! -L "$p" ]; then stat=$(stat -c '%A %s %a %U %G' "$p"); fi
if [ -L "$p" ]; then said="link
$(readlink "$p")"
elif [ -f "$p" ]; then
${asksSum ? sh`[ -n "$sum" ] || { sum=$(sha256sum < "$p") sum=\${sum%% *}; }` : sh`:`}
${look}
elif [ -d "$p" ]; then said="directory \${stat#* * }"
elif [ -e "$p" ]; then said=other
else said=absent
fi`),
)}
${before}
${shared(sh`echo "$said"
if [ -f "$p" ] && [ ! -L "$p" ]; then ${tell}; fi`)}`);
}

/** Reads the answer to {@link observePath}; nothing is known when there was none. */
export function parsePath(output: Output): Observed & { readonly cannot?: string; readonly loses?: string } {
  const { answer, ...obstacle } = obstacleIn(output);
  const { rest, ...loss } = lostIn(answer.stdout);
  return { ...parseThing({ ...answer, stdout: rest }), ...obstacle, ...loss };
}

function parseThing({ stdout }: Output): Observed {
  const [header = '', ...rest] = stdout.split('\n');
  const [kind = '', mode, owner, group, digest = '-'] = header.split(' ');
  if (kind === '') return {};
  if (kind === 'link') return { kind, target: rest.join('\n').replace(/\n$/, '') };
  if (mode === undefined || owner === undefined || group === undefined) return { kind };
  const attributes = { kind, mode: mode.padStart(4, '0'), owner, group };
  return kind === 'file' ? { ...attributes, content: contentOf(rest.join('\n'), digest) } : attributes;
}

/** Text that did not arrive as it is on the host (too large, not UTF-8, holding a secret, hidden) is known by its digest. */
function contentOf(body: string, digest: string): string {
  if (digest === 'hidden') return HIDDEN;
  const content = body.replace(/\.\n?$/, '');
  return digest === '-' || sha256(content) === digest ? content : `sha256:${digest}`;
}

/** Content as it is compared: as text, or by its digest where the host's would come as one. */
export const comparable = (content: string): string =>
  Buffer.byteLength(content) > LARGEST_SHOWN ? `sha256:${sha256(content)}` : content;

/** The wanted text, where only its digest came. */
export const recognised = <T extends Observed>(observed: T, wanted: string): T =>
  observed.content === `sha256:${sha256(wanted)}` ? { ...observed, content: comparable(wanted) } : observed;

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
