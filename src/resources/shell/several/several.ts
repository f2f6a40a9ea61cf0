import { isPlain } from '../../../core/ahead.ts';
import type { Several } from '../../../core/connection.ts';
import { END, STAGE } from '../replace.ts';
import { FINISH } from './finish.ts';
import { PREPARE } from './prepare.ts';

interface New {
  readonly path: string;
  readonly mode: string;
  readonly owner: string;
  readonly group: string;
}

/** Absolute, not in / itself, and without a name that leads elsewhere. */
const DEEP = /^(?:\/(?!\.{1,2}(?:\/|$))[^/]+){2,}$/;

/** How files that are written one after another are written at once; nothing where a name needs quoting. */
export function severalFiles({ path, mode, owner, group }: New): Several | undefined {
  const belongs = `${owner}:${group}`;
  if (!isPlain(path) || !DEEP.test(path) || !/^[\w.-]+:[\w.-]+$/.test(belongs)) return undefined;
  const [, place = '', name = ''] = /^(.*)\/([^/]+)$/.exec(path) ?? [];
  return {
    prepare: PREPARE,
    finish: FINISH,
    into: `${place}/.${name}.umctl`,
    among: { place, into: `${place}/${STAGE}/${name}` },
    words: [path, mode, belongs],
    end: END,
  };
}
