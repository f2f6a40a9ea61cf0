import { createHash } from 'node:crypto';
import type { Output } from '../../core/connection.ts';
import { DIGEST_MARK } from '../../core/secrets.ts';
import { type Sh, sh } from '../../core/sh.ts';

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

/** How a file's content travels: as it is, as a digest that only the wanted secret can match, or not at all. */
export type ContentAs = 'text' | 'secret' | 'nothing';

const CONTENT: Readonly<Record<ContentAs, Sh>> = {
  text: sh`if [ "$(stat -c %s "$p")" -le ${LARGEST_SHOWN} ]; then cat "$p"; echo .; fi`,
  secret: sh`printf ${`${DIGEST_MARK}%s.\\n`} "$sum"`,
  nothing: sh`:`,
};

/** Asks what there is at a path, without following a link there. */
export const observePath = (path: string, contentAs: ContentAs): Sh => sh`p=${path} sum=-
if [ -L "$p" ]; then echo link; readlink "$p"
elif [ -f "$p" ]; then
  ${contentAs === 'nothing' ? sh`:` : sh`sum=$(sha256sum < "$p") sum=\${sum%% *}`}
  stat -c "file %a %U %G ${contentAs === 'text' ? sh`$sum` : sh`-`}" "$p"
  ${CONTENT[contentAs]}
elif [ -d "$p" ]; then stat -c 'directory %a %U %G' "$p"
elif [ -e "$p" ]; then echo other
else echo absent
fi`;

/** Reads the answer to {@link observePath}; nothing is known when there was none. */
export function parsePath({ stdout }: Output): Observed {
  const [header = '', ...rest] = stdout.split('\n');
  const [kind = '', mode, owner, group, digest = '-'] = header.split(' ');
  if (kind === '') return {};
  if (kind === 'link') return { kind, target: rest.join('\n').replace(/\n$/, '') };
  if (mode === undefined || owner === undefined || group === undefined) return { kind };
  const attributes = { kind, mode: mode.padStart(4, '0'), owner, group };
  return kind === 'file' ? { ...attributes, content: contentOf(rest.join('\n'), digest) } : attributes;
}

/** Text that did not arrive as it is on the host (too large, not UTF-8, holding a secret) is known by its digest. */
function contentOf(body: string, digest: string): string {
  const content = body.replace(/\.\n?$/, '');
  return digest === '-' || sha256(content) === digest ? content : `sha256:${digest}`;
}

/** Content as it is compared: as text, or by its digest where the host's would come as one. */
export const comparable = (content: string): string =>
  Buffer.byteLength(content) > LARGEST_SHOWN ? `sha256:${sha256(content)}` : content;

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
