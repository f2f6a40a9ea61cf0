import { defineResource } from '../core/resource.ts';
import { containsSecret } from '../core/secrets.ts';
import { sh } from '../core/sh.ts';
import { askBlock, type BlockState, parseBlock, rewriteBlock } from './shell/block.ts';
import { script } from './shell/script.ts';

interface Params {
  /** A file that belongs to the admin; made when there is none, followed when it is a link. */
  readonly path: string;
  /** Tells blocks in one file apart. */
  readonly name: string;
  /** The package that brings the file, which is not made without: dpkg keeps a configuration file that it finds. */
  readonly broughtBy?: string;
  /** What stands between the markers, without secrets, as others may read the file. Unset = no block. */
  readonly content?: string;
}

/**
 * A marked block in a file that belongs to the admin. Everything outside the markers stays as it is, byte for byte;
 * where the markers are not one pair, a plan with a step for it is refused, and the line is named.
 */
export const block = defineResource<Params, BlockState>({
  type: 'block',
  key: ({ path, name }) => `${path} ${name}`,
  impact: () => 'none',
  restorable: 'files',
  want: ({ content }) =>
    content === undefined ? { markers: 'none' } : { markers: 'one pair', content: `${lines(content)}\n` },
  probe: ({ path, name, content }) =>
    askBlock(path, { name, ...(content === undefined ? {} : { content: lines(content) }) }),
  parse: (output, { path, name }) => parseBlock(output, path, name),
  apply: ({ path, name, content, broughtBy }) => ({
    run: script(
      broughtBy === undefined
        ? sh`:`
        : sh`[ -f ${path} ] || fail ${`there is no ${path}, which the package ${broughtBy} brings: install that first`}`,
      rewriteBlock(path, { name, ...(content === undefined ? {} : { content: lines(content) }) }),
    ),
  }),
  files: ({ path }) => [path],
});

function lines(content: string): string {
  if (containsSecret(content)) throw new Error('a block cannot hold a secret: others may read the file it is in');
  return content.replace(/\n+$/, '');
}
