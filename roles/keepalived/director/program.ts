import { directorParts, MARK } from '../../../src/cluster/director/parts.ts';
import { ndpProgram } from '../../../src/cluster/model/ndp.ts';
import type { Sh } from '../../../src/core/sh.ts';
import { template } from '../../../src/core/template.ts';
import { DIRECTOR_SETTINGS, NDP_PROGRAM, NEXT_FILE, PRIORITY_FILE, RUN } from '../paths.ts';
import { LEVELS } from './levels.ts';

interface Data {
  readonly settings: string;
  readonly run: string;
  readonly level: string;
  readonly next: string;
  readonly ndp: string;
  readonly mark: number;
  readonly parts: ReturnType<typeof directorParts>;
  readonly shutsDown: string;
  readonly levels: typeof LEVELS;
}

/** Its parts, in their order. */
const PARTS = ['begin', 'table', 'worker', 'start', 'duties', 'guard', 'end'].map((part) =>
  template<Data>(new URL(`../templates/notify-${part}.sh.ejs`, import.meta.url)),
);

const DATA: Omit<Data, 'shutsDown' | 'parts'> = {
  settings: DIRECTOR_SETTINGS,
  run: RUN,
  level: PRIORITY_FILE,
  next: NEXT_FILE,
  ndp: NDP_PROGRAM,
  mark: MARK,
  levels: LEVELS,
};

/**
 * umctl-notify, which makes of keepalived's states a hand-over that loses nothing; the same on all directors.
 * @param shutsDown succeeds while the host shuts down
 */
export function notifyProgram({ shutsDown }: { readonly shutsDown: Sh }): string {
  const log = { tag: 'umctl-keepalived', level: 'notice' };
  const parts = directorParts({ ...log, checks: 'keepalived', others: '$others', pauses: '', told: '' });
  return PARTS.map((part) => part({ ...DATA, parts, shutsDown: shutsDown.text })).join('');
}

/** What it asks the segment of IPv6 with. */
export const ndpText = (): string => `#!/bin/sh
# usage: umctl-ndp SECONDS first|all|announce DEVICE ADDRESS…   Written by umctl.
${ndpProgram().text}
`;
