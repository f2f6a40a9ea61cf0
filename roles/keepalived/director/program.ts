import { directorParts, MARK } from '../../../src/cluster/director/parts.ts';
import { FROM_DIRECTORS } from '../../../src/cluster/ipvs/from-directors.ts';
import type { Sh } from '../../../src/core/sh.ts';
import { template } from '../../../src/core/template.ts';
import { DIRECTOR_SETTINGS, NDP_PROGRAM, RUN } from '../paths.ts';
import { LEVELS } from './levels.ts';

interface Data {
  readonly settings: string;
  readonly run: string;
  readonly ndp: string;
  readonly mark: number;
  readonly from: number;
  readonly parts: ReturnType<typeof directorParts>;
  readonly shutsDown: string;
  readonly levels: typeof LEVELS;
}

/** Its parts, in their order. */
const PARTS = ['begin', 'leave', 'table', 'groups', 'worker', 'start', 'duties', 'yield', 'guard', 'end'].map((part) =>
  template<Data>(new URL(`../templates/notify-${part}.sh.ejs`, import.meta.url)),
);

const DATA: Omit<Data, 'shutsDown' | 'parts'> = {
  settings: DIRECTOR_SETTINGS,
  run: RUN,
  ndp: NDP_PROGRAM,
  mark: MARK,
  from: FROM_DIRECTORS,
  levels: LEVELS,
};

/** Where directors share the virtual addresses, the table is that of a group of these; see notify-groups. */
const SHARED = {
  only: ` -v mine="\${whole:-$services}" -v from="-f $FROM"`,
  skips: `    service == from || service == from " -6" || mine ~ /^[|]/ && !index(mine, "|" service "|") { next }\n`,
  services: 'own_services',
  templatesBack: '  templates_back\n',
};

/**
 * umctl-notify, which makes of keepalived's states a hand-over that loses nothing; the same on all directors.
 * @param shutsDown succeeds while the host shuts down
 */
export function notifyProgram({ shutsDown }: { readonly shutsDown: Sh }): string {
  const log = { tag: 'umctl-keepalived', level: 'notice' };
  const parts = directorParts({ ...log, ...SHARED, checks: 'keepalived', others: '$others', pauses: '', told: '' });
  return PARTS.map((part) => part({ ...DATA, parts, shutsDown: shutsDown.text })).join('');
}
